using System.Collections;
using System.Globalization;
using System.Text;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>Prints a world as a test that can be pasted into <c>OldFailureTests</c>.</summary>
internal static class WorldCode
{
    private const int Indent = 4;
    private const int Widest = 110;

    /// <summary>The test.</summary>
    /// <param name="world">The world.</param>
    /// <param name="violation">What it broke.</param>
    public static string TestOf(World world, string violation) =>
        $"""
            // {violation}
            [Fact]
            public Task World_{world.Name.Replace(WorldVariation.Mark, '_')}() =>
                Worlds.HoldsAsync(
                    {Of(world, depth: 2)}
                );
            """;

    private static string Of(object? value, int depth) =>
        value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool yes => yes ? "true" : "false",
            Enum word => $"{word.GetType().Name}.{word}",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items => List([.. items.Cast<object>().Select(item => Of(item, depth + 1))], depth),
            _ => Record(value, depth),
        };

    private static string List(List<string> items, int depth)
    {
        var line = $"[{string.Join(", ", items)}]";
        return IsShort(line) ? line : $"[{Lines(items, depth + 1)}{Line(depth)}]";
    }

    // What its constructor takes, and then whatever is not as it is by default.
    private static string Record(object value, int depth)
    {
        var type = value.GetType();
        var taken = type.GetConstructors()[0].GetParameters().Select(parameter => type.GetProperty(parameter.Name!)!).ToList();
        object?[] given = [.. taken.Select(property => property.GetValue(value))];
        var plain = Activator.CreateInstance(type, given);
        var set = new List<string>();
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && !taken.Contains(property)))
        {
            var text = Of(property.GetValue(value), depth + 1);
            if (text != Of(property.GetValue(plain), depth + 1))
                set.Add($"{property.Name} = {text}");
        }

        var code = new StringBuilder($"new {type.Name}");
        if (given.Length > 0 || set.Count == 0)
            code.Append('(').AppendJoin(", ", given.Select(one => Of(one, depth))).Append(')');
        if (set.Count == 0)
            return code.ToString();
        var line = $"{code} {{ {string.Join(", ", set)} }}";
        return IsShort(line) ? line : $"{code}{Line(depth)}{{{Lines(set, depth + 1)}{Line(depth)}}}";
    }

    private static bool IsShort(string line) => line.Length <= Widest && !line.Contains('\n', StringComparison.Ordinal);

    private static string Lines(List<string> parts, int depth) => string.Concat(parts.Select(part => $"{Line(depth)}{part},"));

    private static string Line(int depth) => $"\n{new string(' ', depth * Indent)}";
}
