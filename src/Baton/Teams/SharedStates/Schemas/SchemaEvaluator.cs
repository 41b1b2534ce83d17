using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Teams.SharedStates.Merging;

namespace Baton.Teams.SharedStates.Schemas;

/// <summary>
/// Checks values against a schema that was found valid. Each keyword takes linear time, because patterns do not backtrack.
/// </summary>
/// <param name="root">The schema.</param>
/// <param name="patterns">Its patterns, compiled.</param>
/// <param name="fitsFormat">Whether a text has a format.</param>
internal sealed class SchemaEvaluator(JsonElement root, IReadOnlyDictionary<string, Regex> patterns, Func<string, string, bool> fitsFormat)
{
    /// <summary>The first part that does not match, and why; null if all match.</summary>
    public string? Misfit(JsonElement value) => Misfit(root, value, "");

    /// <summary>The first part of a member's value that does not match, and why; null if all match.</summary>
    public string? MemberMisfit(string name, JsonElement value) =>
        root.TryGetProperty("properties", out var members) && members.TryGetProperty(name, out var schema)
            ? Misfit(schema, value, name)
            : null;

    // The values of tools are checked in every turn, so what most schemas have costs no objects.
    private string? Misfit(JsonElement schema, JsonElement value, string at)
    {
        if (schema.ValueKind == JsonValueKind.True)
            return null;
        if (schema.ValueKind == JsonValueKind.False)
            return Told(at, "is not allowed");
        foreach (var keyword in schema.EnumerateObject())
        {
            if (OfAnyValue(schema, keyword, value, at) is { } misfit)
                return misfit;
        }

        return null;
    }

    private string? OfAnyValue(JsonElement schema, JsonProperty keyword, JsonElement value, string at)
    {
        var rule = keyword.Value;
        return keyword.Name switch
        {
            "type" => OfType(rule, value, at),
            "enum" => rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))
                ? null
                : Told(at, $"must be one of {Short(rule)}"),
            "const" => Unless(JsonElement.DeepEquals(rule, value), at, $"must be {Short(rule)}"),
            "$ref" => Misfit(SchemaReferences.Find(root, rule.GetString()!)!.Value, value, at),
            "allOf" => rule.EnumerateArray().Select(one => Misfit(one, value, at)).FirstOrDefault(misfit => misfit is not null),
            "anyOf" => Unless(rule.EnumerateArray().Any(one => Misfit(one, value, at) is null), at, "fits none of its forms (anyOf)"),
            "oneOf" => Unless(
                rule.EnumerateArray().Count(one => Misfit(one, value, at) is null) == 1,
                at,
                "must fit one of its forms, and only one (oneOf)"
            ),
            "not" => Unless(Misfit(rule, value, at) is not null, at, "fits what it must not be (not)"),
            _ => value.ValueKind switch
            {
                JsonValueKind.Object => OfObject(schema, keyword, value, at),
                JsonValueKind.Array => OfArray(keyword, value, at),
                JsonValueKind.String => OfText(keyword, value.GetString()!, at),
                JsonValueKind.Number => OfNumber(keyword, value, at),
                _ => null,
            },
        };
    }

    private static string? OfType(JsonElement rule, JsonElement value, string at)
    {
        if (rule.ValueKind == JsonValueKind.String)
            return IsOf(rule, value) ? null : Told(at, $"must be of the type {rule}");
        foreach (var type in rule.EnumerateArray())
        {
            if (IsOf(type, value))
                return null;
        }

        var types = string.Join(", ", rule.EnumerateArray());
        return Told(at, rule.GetArrayLength() == 1 ? $"must be of the type {types}" : $"must be of the types {types}");
    }

    private string? OfObject(JsonElement schema, JsonProperty keyword, JsonElement value, string at)
    {
        var rule = keyword.Value;
        return keyword.Name switch
        {
            "properties" => OfProperties(rule, value, at),
            "patternProperties" => value
                .EnumerateObject()
                .SelectMany(part =>
                    rule.EnumerateObject()
                        .Where(one => patterns[one.Name].IsMatch(part.Name))
                        .Select(one => Misfit(one.Value, part.Value, Within(at, part.Name)))
                )
                .FirstOrDefault(misfit => misfit is not null),
            "additionalProperties" => value
                .EnumerateObject()
                .Where(part => IsAdditional(schema, part.Name))
                .Select(part => Misfit(rule, part.Value, Within(at, part.Name)))
                .FirstOrDefault(misfit => misfit is not null),
            "required" => OfRequired(rule, value, at),
            "minProperties" => Unless(value.GetPropertyCount() >= rule.GetInt32(), at, $"must have at least {rule} properties"),
            "maxProperties" => Unless(value.GetPropertyCount() <= rule.GetInt32(), at, $"must have at most {rule} properties"),
            _ => null,
        };
    }

    private string? OfProperties(JsonElement rule, JsonElement value, string at)
    {
        foreach (var part in value.EnumerateObject())
        {
            if (rule.TryGetProperty(part.Name, out var one) && Misfit(one, part.Value, Within(at, part.Name)) is { } misfit)
                return misfit;
        }

        return null;
    }

    private static string? OfRequired(JsonElement rule, JsonElement value, string at)
    {
        foreach (var required in rule.EnumerateArray())
        {
            if (required.GetString() is { } name && !value.TryGetProperty(name, out _))
                return Told(Within(at, name), "is missing");
        }

        return null;
    }

    private bool IsAdditional(JsonElement schema, string name) =>
        !(schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
        && !(
            schema.TryGetProperty("patternProperties", out var byPattern)
            && byPattern.EnumerateObject().Any(one => patterns[one.Name].IsMatch(name))
        );

    private string? OfArray(JsonProperty keyword, JsonElement value, string at) =>
        keyword.Name switch
        {
            "items" => value
                .EnumerateArray()
                .Select((item, index) => Misfit(keyword.Value, item, string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]")))
                .FirstOrDefault(misfit => misfit is not null),
            "minItems" => Unless(value.GetArrayLength() >= keyword.Value.GetInt32(), at, $"must have at least {keyword.Value} items"),
            "maxItems" => Unless(value.GetArrayLength() <= keyword.Value.GetInt32(), at, $"must have at most {keyword.Value} items"),
            "uniqueItems" => Unless(
                keyword.Value.ValueKind == JsonValueKind.False
                    || value.EnumerateArray().Select(CanonicalJson.Of).Distinct(StringComparer.Ordinal).Count() == value.GetArrayLength(),
                at,
                "has an item twice"
            ),
            _ => null,
        };

    private string? OfText(JsonProperty keyword, string text, string at) =>
        keyword.Name switch
        {
            "minLength" => Unless(
                text.EnumerateRunes().Count() >= keyword.Value.GetInt32(),
                at,
                $"must have at least {keyword.Value} characters"
            ),
            "maxLength" => Unless(
                text.EnumerateRunes().Count() <= keyword.Value.GetInt32(),
                at,
                $"must have at most {keyword.Value} characters"
            ),
            "pattern" => Unless(patterns[keyword.Value.GetString()!].IsMatch(text), at, $"must match {Short(keyword.Value)}"),
            "format" => Unless(fitsFormat(keyword.Value.GetString()!, text), at, $"must be a {keyword.Value}"),
            _ => null,
        };

    private static string? OfNumber(JsonProperty keyword, JsonElement value, string at)
    {
        var rule = keyword.Value;
        return keyword.Name switch
        {
            "minimum" => Unless(Compare(value, rule) >= 0, at, $"must be at least {rule}"),
            "maximum" => Unless(Compare(value, rule) <= 0, at, $"must be at most {rule}"),
            "exclusiveMinimum" => Unless(Compare(value, rule) > 0, at, $"must be above {rule}"),
            "exclusiveMaximum" => Unless(Compare(value, rule) < 0, at, $"must be below {rule}"),
            "multipleOf" => Unless(
                value.TryGetDecimal(out var number) && number % rule.GetDecimal() == 0,
                at,
                $"must be a multiple of {rule}"
            ),
            _ => null,
        };
    }

    private static int Compare(JsonElement value, JsonElement bound) =>
        value.TryGetDecimal(out var number) ? number.CompareTo(bound.GetDecimal()) : value.GetDouble().CompareTo(bound.GetDouble());

    private static bool IsOf(JsonElement type, JsonElement value) =>
        type.GetString() switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number
                && (value.TryGetDecimal(out var number) ? decimal.IsInteger(number) : double.IsInteger(value.GetDouble())),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Null,
        };

    private static string Within(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";

    private static string? Unless(bool fits, string at, string why) => fits ? null : Told(at, why);

    private static string Told(string at, string why) => at.Length == 0 ? $"it {why}" : $"{at} {why}";

    // A schema may be long, and this line is for a model.
    private static string Short(JsonElement rule) => rule.GetRawText() is { Length: <= 200 } text ? text : "those of its schema";
}
