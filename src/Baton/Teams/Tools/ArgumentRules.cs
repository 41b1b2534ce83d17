using System.Text.Json;

namespace Baton.Teams.Tools;

/// <summary>Checks that what decides about a tool's calls is among its arguments. Otherwise each decision would be the same.</summary>
internal static class ArgumentRules
{
    // A schema with one of these may have arguments that it lists elsewhere, or nowhere.
    private static readonly string[] Open = ["patternProperties", "allOf", "anyOf", "oneOf", "$ref", "if", "dependentSchemas"];

    public static IEnumerable<string> Check(Tool tool)
    {
        if (
            tool.Function.JsonSchema is not { ValueKind: JsonValueKind.Object } schema
            || !schema.TryGetProperty("properties", out var arguments)
            || arguments.ValueKind != JsonValueKind.Object
            || Open.Any(keyword => schema.TryGetProperty(keyword, out _))
            || (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind != JsonValueKind.False)
        )
            yield break;
        foreach (var name in tool.Approval?.Arguments ?? [])
        {
            if (Problem(arguments, name) is { } problem)
                yield return $"its approval depends on {problem}";
        }

        if (tool.NeedsArgument is { } bounded && Problem(arguments, bounded) is { } wrong)
            yield return $"its permission is bounded by {wrong}";
    }

    private static string? Problem(JsonElement arguments, string name)
    {
        if (arguments.TryGetProperty(name, out var argument))
            return IsNeverNumber(argument) ? $"the argument '{name}', which is never a number." : null;
        var names = arguments.EnumerateObject().Select(known => $"'{known.Name}'").ToList();
        var known = names.Count == 0 ? "it has no arguments" : $"it has {string.Join(", ", names)}";
        return $"the argument '{name}', which there is not: {known}.";
    }

    private static bool IsNeverNumber(JsonElement argument) =>
        argument.ValueKind == JsonValueKind.Object
        && argument.TryGetProperty("type", out var type)
        && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()) : [type.GetString()]).All(one =>
            one is "boolean" or "object" or "array" or "null"
        );
}
