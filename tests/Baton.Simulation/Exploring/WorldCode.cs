using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>Prints a world as a test that can be pasted into <c>OldFailureTests</c>.</summary>
internal static class WorldCode
{
    private const int Indent = 4;

    /// <summary>The test.</summary>
    /// <param name="world">The world.</param>
    /// <param name="violation">What it broke.</param>
    public static string TestOf(World world, string violation)
    {
        var name = world.Name.Replace(WorldVariation.Mark, '_');
        return $"""
                // {violation}
                [Fact]
                public Task World_{name}() =>
                    HoldsAsync({Of(world, 3)});
            """;
    }

    private static string Of(object? value, int depth) =>
        value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool yes => yes ? "true" : "false",
            Enum word => $"{word.GetType().Name}.{word}",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items => Items([.. items.Cast<object>()], depth),
            _ => Record(value, depth),
        };

    private static string Items(List<object> items, int depth)
    {
        var parts = items.ConvertAll(item => Of(item, depth + 1));
        var isShort = parts.Sum(part => part.Length + 2) < 100 && !parts.Exists(part => part.Contains('\n', StringComparison.Ordinal));
        return isShort
            ? $"[{string.Join(", ", parts)}]"
            : $"[{string.Concat(parts.Select(part => $"{Line(depth + 1)}{part},"))}{Line(depth)}]";
    }

    // Constructor arguments, and then whatever is not as it is by default.
    private static string Record(object value, int depth)
    {
        var type = value.GetType();
        var parameters = type.GetConstructors()[0].GetParameters();
        var arguments = parameters.Select(parameter => Of(type.GetProperty(parameter.Name!)!.GetValue(value), depth));
        var plain = Activator.CreateInstance(
            type,
            [.. parameters.Select(parameter => type.GetProperty(parameter.Name!)!.GetValue(value))]
        );
        var set = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !parameters.Any(parameter => parameter.Name == property.Name) && property.CanWrite)
            .Select(property => (property.Name, Text: Of(property.GetValue(value), depth + 1), Plain: Of(property.GetValue(plain), depth + 1)))
            .Where(property => property.Text != property.Plain)
            .ToList();
        var code = new StringBuilder($"new {type.Name}({string.Join(", ", arguments)})");
        if (set.Count == 0)
            return code.ToString();
        return code.Append(" { ").AppendJoin(", ", set.Select(property => $"{property.Name} = {property.Text}")).Append(" }").ToString();
    }

    private static string Line(int depth) => $"\n{new string(' ', depth * Indent)}";
}
