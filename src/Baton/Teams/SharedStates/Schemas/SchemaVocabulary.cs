using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Texts.Expressions;

namespace Baton.Teams.SharedStates.Schemas;

/// <summary>
/// The part of JSON Schema that is evaluated. Other keywords and invalid values are refused before a schema is used, because a rule that
/// nobody enforces is worse than none.
/// </summary>
internal sealed class SchemaVocabulary
{
    private const int Deepest = 32;

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    private static readonly string[] Notes = ["$schema", "$comment", "title", "description", "default", "examples"];

    private readonly Dictionary<string, Regex> patterns;

    private SchemaVocabulary(Dictionary<string, Regex> patterns) => this.patterns = patterns;

    /// <summary>What is wrong with a schema, or null.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="patterns">Receives the schema's patterns, compiled.</param>
    public static string? Problem(JsonElement schema, Dictionary<string, Regex> patterns) =>
        new SchemaVocabulary(patterns).Problem(schema, "#", 0) ?? SchemaReferences.Problem(schema);

    private string? Problem(JsonElement schema, string at, int depth)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return null;
        if (schema.ValueKind != JsonValueKind.Object)
            return $"{at} must be an object";
        return depth > Deepest
            ? $"{at} is more than {Deepest} levels deep"
            : schema
                .EnumerateObject()
                .Select(keyword => KeywordProblem(keyword, $"{at}/{keyword.Name}", depth + 1))
                .FirstOrDefault(problem => problem is not null);
    }

    private string? KeywordProblem(JsonProperty keyword, string at, int depth)
    {
        var value = keyword.Value;
        return keyword.Name switch
        {
            "type" => TypeProblem(value, at),
            "enum" => value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() > 0 ? null : $"{at} must be a list of values",
            "properties" or "patternProperties" or "definitions" or "$defs" => MapProblem(
                value,
                at,
                depth,
                keyword.Name == "patternProperties"
            ),
            "required" => value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? null
                : $"{at} must be a list of names",
            "const" => null,
            "additionalProperties" or "items" or "not" => Problem(value, at, depth),
            "allOf" or "anyOf" or "oneOf" => ListProblem(value, at, depth),
            "minProperties" or "maxProperties" or "minItems" or "maxItems" or "minLength" or "maxLength" => value.ValueKind
                == JsonValueKind.Number
            && value.TryGetInt32(out var count)
            && count >= 0
                ? null
                : $"{at} must be a whole number from 0",
            "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out _)
                ? null
                : $"{at} must be a number",
            "multipleOf" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var step) && step > 0
                ? null
                : $"{at} must be a number above 0",
            "uniqueItems" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{at} must be true or false",
            "pattern" => value.ValueKind == JsonValueKind.String ? PatternProblem(value.GetString()!, at) : $"{at} must be text",
            "format" => value.ValueKind == JsonValueKind.String && SchemaFormats.Known.Contains(value.GetString()!)
                ? null
                : $"{at} must be one of {string.Join(", ", SchemaFormats.Known)}",
            "$ref" => value.ValueKind == JsonValueKind.String ? null : $"{at} must be text",
            var name => Notes.Contains(name) ? null : $"{at} is not a keyword that is checked: see docs/shared-state.md",
        };
    }

    private static string? TypeProblem(JsonElement value, string at)
    {
        var named = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        return named.Count > 0 && named.TrueForAll(type => type.ValueKind == JsonValueKind.String && Types.Contains(type.GetString()))
            ? null
            : $"{at} must be one of {string.Join(", ", Types)}, or a list of them";
    }

    private string? MapProblem(JsonElement value, string at, int depth, bool byPattern)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return $"{at} must be an object of schemas";
        foreach (var property in value.EnumerateObject())
        {
            var place = $"{at}/{property.Name}";
            if ((byPattern ? PatternProblem(property.Name, place) : null) is { } pattern)
                return pattern;
            if (Problem(property.Value, place, depth) is { } problem)
                return problem;
        }

        return null;
    }

    private string? ListProblem(JsonElement value, string at, int depth)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
            return $"{at} must be a list of schemas";
        return value
            .EnumerateArray()
            .Select((schema, index) => Problem(schema, $"{at}/{index}", depth))
            .FirstOrDefault(problem => problem is not null);
    }

    private string? PatternProblem(string pattern, string at)
    {
        try
        {
            patterns[pattern] = LinearPattern.Compile(pattern);
            return null;
        }
        catch (NotSupportedException)
        {
            return $"{at} needs lookarounds, backreferences or too many states: leave them out, so that it takes linear time";
        }
        catch (ArgumentException exception)
        {
            return $"{at} cannot be read as a pattern: {exception.Message}";
        }
    }
}
