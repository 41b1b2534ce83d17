using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Journals;
using Baton.Teams.SharedStates.Schemas;
using Baton.Texts.Expressions;

namespace Baton.Teams.Arguments;

/// <summary>
/// The part of a tool's schema that can be checked. Schemas of tools come from anywhere: a keyword that is not known here must not keep a
/// call from its tool, which checks its arguments itself.
/// </summary>
internal sealed class CheckableSchema
{
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    private static readonly string[] Counts = ["minProperties", "maxProperties", "minItems", "maxItems", "minLength", "maxLength"];

    private static readonly string[] Bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

    private static readonly string[] Notes =
    [
        "$schema",
        "$id",
        "$comment",
        "$defs",
        "definitions",
        "title",
        "description",
        "deprecated",
        "readOnly",
        "writeOnly",
        "strict",
    ];

    // These may name members that are listed nowhere else.
    private static readonly string[] OtherLists =
    [
        "if",
        "dependentSchemas",
        "dependencies",
        "unevaluatedProperties",
        "propertyNames",
        "$dynamicRef",
        "$recursiveRef",
    ];

    private readonly JsonElement root;
    private readonly Dictionary<string, string> definitions = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, JsonElement Schema)> due = [];

    // Whether a keyword was left out, so that what is left accepts more than was meant.
    private bool isLossy;

    private CheckableSchema(JsonElement root) => this.root = root;

    /// <summary>The schema without what cannot be checked; null if nothing of it can.</summary>
    public static JsonText? Of(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return null;
        var reading = new CheckableSchema(schema);
        if (reading.Rewritten(schema) is not JsonObject written)
            return null;
        var named = new JsonObject();
        while (reading.due.TryDequeue(out var next))
            named[next.Name] = reading.Rewritten(next.Schema);
        if (named.Count > 0)
            written["$defs"] = named;
        var text = JsonText.Trusted(written.ToJsonString());
        return StateSchema.Read(text).Problem is null ? text : null;
    }

    private JsonNode Rewritten(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return JsonValue.Create(schema.ValueKind != JsonValueKind.False);
        var written = new JsonObject();
        foreach (var keyword in schema.EnumerateObject())
        {
            if (Notes.Contains(keyword.Name) || written.ContainsKey(keyword.Name))
                continue;
            if (Rewritten(keyword.Name, keyword.Value) is { } value)
                written[keyword.Name] = value;
            else
                isLossy = true;
        }

        if (!written.ContainsKey("additionalProperties") && OtherLists.Any(list => schema.TryGetProperty(list, out _)))
            written["additionalProperties"] = true;
        // As OpenAPI 3.0 writes it.
        if (schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True)
            AllowNull(written);
        return written;
    }

    private JsonNode? Rewritten(string keyword, JsonElement value) =>
        keyword switch
        {
            "type" => TypeOf(value),
            "enum" when value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() > 0 => Copy(value),
            "const" or "default" => Copy(value),
            "examples" when value.ValueKind == JsonValueKind.Array => Copy(value),
            "properties" when value.ValueKind == JsonValueKind.Object => Members(value),
            "patternProperties" when value.ValueKind == JsonValueKind.Object => Members(value, byPattern: true),
            "required" when value.ValueKind == JsonValueKind.Array => Names(value),
            "items" or "additionalProperties" when value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False =>
                Rewritten(value),
            "allOf" or "anyOf" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 => Each(value),
            // Forms of which something was left out may overlap where the whole ones do not, and what is not allowed may be too much.
            "oneOf" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 => WholeOrNothing(() => Each(value)),
            "not" => WholeOrNothing(() => Rewritten(value)),
            "uniqueItems" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => Copy(value),
            "pattern" when value.ValueKind == JsonValueKind.String && IsPattern(value.GetString()!) => Copy(value),
            "format" when value.ValueKind == JsonValueKind.String && SchemaFormats.Known.Contains(value.GetString()!) => Copy(value),
            "$ref" when value.ValueKind == JsonValueKind.String => Reference(value.GetString()!),
            _ when Counts.Contains(keyword) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 =>
                Copy(value),
            _ when Bounds.Contains(keyword) && IsBound(keyword, value) => Copy(value),
            _ => null,
        };

    private static JsonArray? TypeOf(JsonElement value)
    {
        IEnumerable<JsonElement> named = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        var types = named.Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!).ToList();
        return types.Count > 0 && types.TrueForAll(Types.Contains) ? new JsonArray([.. types.Select(Text)]) : null;
    }

    private static bool IsBound(string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && (keyword != "multipleOf" || number > 0);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = LinearPattern.Compile(pattern);
            return true;
        }
        catch (Exception unusable) when (unusable is NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    private JsonObject Members(JsonElement schemas, bool byPattern = false)
    {
        var members = new JsonObject();
        foreach (var member in schemas.EnumerateObject())
        {
            if (byPattern && !IsPattern(member.Name))
                isLossy = true;
            else
                members[member.Name] = Rewritten(member.Value);
        }

        return members;
    }

    private static JsonArray Names(JsonElement names) =>
        new([.. names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => Text(name.GetString()!))]);

    private JsonArray Each(JsonElement schemas) => new([.. schemas.EnumerateArray().Select(Rewritten)]);

    private JsonNode? WholeOrNothing(Func<JsonNode> rewrite)
    {
        var before = isLossy;
        isLossy = false;
        // What a reference leads to is not known to be whole.
        var waiting = definitions.Count;
        var written = rewrite();
        var isWhole = !isLossy && definitions.Count == waiting;
        isLossy |= before;
        return isWhole ? written : null;
    }

    // Each schema that is referred to gets a short name, so that a reference may lead anywhere within the document.
    private JsonNode? Reference(string reference)
    {
        if (!definitions.TryGetValue(reference, out var name))
        {
            if (Find(reference) is not { } found)
                return null;
            name = $"r{definitions.Count}";
            definitions.Add(reference, name);
            due.Enqueue((name, found));
        }

        return Text($"#/$defs/{name}");
    }

    private JsonElement? Find(string reference)
    {
        if (!reference.StartsWith('#'))
            return null;
        var found = root;
        foreach (var part in Uri.UnescapeDataString(reference[1..]).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var member))
                found = member;
            else if (
                found.ValueKind == JsonValueKind.Array
                && int.TryParse(name, out var index)
                && index < found.GetArrayLength()
                && index >= 0
            )
                found = found[index];
            else
                return null;
        }

        return found;
    }

    private static void AllowNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types && !types.Any(type => type!.GetValue<string>() == "null"))
            types.Add(Text("null"));
        if (schema["enum"] is JsonArray words && !words.Contains(null))
            words.Add((JsonNode?)null);
    }

    private static JsonNode? Copy(JsonElement value) => JsonNode.Parse(value.GetRawText()) ?? null;

    private static JsonNode Text(string text) => JsonValue.Create(text);
}
