using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Teams.SharedStates.Merging;

namespace Baton.Teams.SharedStates.Schemas;

/// <summary>
/// Checks values against a schema that was found valid. Each keyword takes linear time, because patterns do not backtrack.
/// </summary>
internal sealed class SchemaEvaluator(JsonElement root, IReadOnlyDictionary<string, Regex> patterns)
{
    /// <summary>The first part that does not match, and why; null if all match.</summary>
    public string? Misfit(JsonElement value) => Misfit(root, value, "");

    private string? Misfit(JsonElement schema, JsonElement value, string at) =>
        schema.ValueKind switch
        {
            JsonValueKind.True => null,
            JsonValueKind.False => Told(at, "is not allowed"),
            _ => schema
                .EnumerateObject()
                .Select(keyword => OfAnyValue(schema, keyword, value, at))
                .FirstOrDefault(misfit => misfit is not null),
        };

    private string? OfAnyValue(JsonElement schema, JsonProperty keyword, JsonElement value, string at)
    {
        var rule = keyword.Value;
        return keyword.Name switch
        {
            "type" => rule.ValueKind == JsonValueKind.String
                ? Unless(IsOf(rule, value), at, $"must be of the type {rule}")
                : Unless(
                    rule.EnumerateArray().Any(type => IsOf(type, value)),
                    at,
                    $"must be of the types {string.Join(", ", rule.EnumerateArray())}"
                ),
            "enum" => Unless(rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), at, $"must be one of {Short(rule)}"),
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

    private string? OfObject(JsonElement schema, JsonProperty keyword, JsonElement value, string at)
    {
        var rule = keyword.Value;
        return keyword.Name switch
        {
            "properties" => value
                .EnumerateObject()
                .Select(part => rule.TryGetProperty(part.Name, out var one) ? Misfit(one, part.Value, Within(at, part.Name)) : null)
                .FirstOrDefault(misfit => misfit is not null),
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
            "required" => rule.EnumerateArray()
                .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => Told(Within(at, name.GetString()!), "is missing"))
                .FirstOrDefault(),
            "minProperties" => Unless(value.GetPropertyCount() >= rule.GetInt32(), at, $"must have at least {rule} properties"),
            "maxProperties" => Unless(value.GetPropertyCount() <= rule.GetInt32(), at, $"must have at most {rule} properties"),
            _ => null,
        };
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
            "format" => Unless(SchemaFormats.Fits(keyword.Value.GetString()!, text), at, $"must be a {keyword.Value}"),
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
