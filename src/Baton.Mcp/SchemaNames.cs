using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Baton.Mcp;

/// <summary>Names of arguments, which some providers check. They cannot be changed here: the server reads them.</summary>
internal static partial class SchemaNames
{
    /// <summary>What is wrong with the first name that a provider refuses; null if none does.</summary>
    public static string? ProblemOf(JsonNode? schema)
    {
        switch (schema)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    if (key == "properties" && value is JsonObject properties && Odd(properties) is { } odd)
                        return $"providers refuse the name of its argument '{odd}': 1 to 64 letters, digits, '.', '-' and '_' are accepted";
                    // What a value may be is no schema.
                    if (key is not ("enum" or "default" or "examples") && ProblemOf(value) is { } deeper)
                        return deeper;
                }

                return null;
            case JsonArray list:
                return list.Select(ProblemOf).FirstOrDefault(problem => problem is not null);
            default:
                return null;
        }
    }

    private static string? Odd(JsonObject properties) => properties.Select(pair => pair.Key).FirstOrDefault(name => !Usual().IsMatch(name));

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Usual();
}
