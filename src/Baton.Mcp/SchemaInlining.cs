using System.Text.Json.Nodes;

namespace Baton.Mcp;

/// <summary>Writes out what a schema refers to.</summary>
internal sealed class SchemaInlining(JsonNode root)
{
    // A schema that refers to itself many times over would grow without end, and each call of a model pays for it.
    private const int Most = 2_000;

    private static readonly string[] OfMaps = ["properties", "patternProperties", "dependentSchemas"];
    private static readonly string[] OfLists = ["anyOf", "oneOf", "allOf"];
    private static readonly string[] OfOne =
    [
        "items",
        "additionalProperties",
        "additionalItems",
        "unevaluatedProperties",
        "propertyNames",
        "contains",
        "not",
        "if",
        "then",
        "else",
    ];
    private static readonly string[] Dropped =
    [
        "$ref",
        "$defs",
        "definitions",
        "$schema",
        "$id",
        "$anchor",
        "$comment",
        "discriminator",
        "prefixItems",
    ];

    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Why it cannot be written out; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>A copy of a schema that refers to nothing.</summary>
    public JsonObject Inline(JsonNode? node)
    {
        if (++count > Most)
            Problem ??= "its schema is too large once every '$ref' is written out";
        // True, false and what is no schema allow anything.
        if (node is not JsonObject schema || Problem is not null)
            return [];
        var copy = schema["$ref"] is { } reference ? Follow(reference.ToString()) : [];
        foreach (var (key, value) in schema)
        {
            if (Dropped.Contains(key))
                continue;
            copy[key == "const" ? "enum" : key] =
                OfMaps.Contains(key) && value is JsonObject map ? Map(map)
                : OfLists.Contains(key) && value is JsonArray list ? new JsonArray([.. list.Select(Inline)])
                : OfOne.Contains(key) && value is JsonObject ? Inline(value)
                : key == "items" ? Items(value as JsonArray)
                : key == "const" ? new JsonArray(value?.DeepClone())
                : value?.DeepClone();
        }

        if (schema["prefixItems"] is JsonArray places)
            copy["items"] = Items(places);
        if (IsArray(copy["type"]) && copy["items"] is not JsonObject)
            copy["items"] = new JsonObject();
        // Some providers know only this one, and a model chooses one in any case.
        if (copy["oneOf"] is { } choices && !copy.ContainsKey("anyOf"))
        {
            copy.Remove("oneOf");
            copy["anyOf"] = choices;
        }

        return copy;
    }

    private static bool IsArray(JsonNode? type) =>
        type is JsonArray types ? types.Any(one => one?.ToString() == "array") : type?.ToString() == "array";

    private JsonObject Map(JsonObject map)
    {
        var copy = new JsonObject();
        foreach (var (key, value) in map)
            copy[key] = Inline(value);
        return copy;
    }

    // Each place of a tuple has its own schema, which no provider understands.
    private JsonObject Items(JsonArray? places) =>
        places is { Count: > 0 } ? new JsonObject { ["anyOf"] = new JsonArray([.. places.Select(Inline)]) } : [];

    private JsonObject Follow(string reference)
    {
        var target = Find(reference);
        if (target is null)
        {
            Problem ??= $"its schema refers to '{reference}', which is not in it";
            return [];
        }

        if (!open.Add(reference))
            return Again(target, reference);
        var copy = Inline(target);
        open.Remove(reference);
        return copy;
    }

    // What contains itself is said once; what is deeper may be anything of that type.
    private static JsonObject Again(JsonNode target, string reference)
    {
        var again = new JsonObject { ["description"] = $"The same again: {reference[(reference.LastIndexOf('/') + 1)..]}" };
        if (target["type"] is { } type)
            again["type"] = type.DeepClone();
        if (IsArray(again["type"]))
            again["items"] = new JsonObject();
        return again;
    }

    private JsonNode? Find(string reference)
    {
        if (reference == "#")
            return root;
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;
        var found = root;
        foreach (var step in reference[2..].Split('/'))
        {
            var key = Uri.UnescapeDataString(step)
                .Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            found = found switch
            {
                JsonObject map => map[key],
                JsonArray list when int.TryParse(key, out var place) && place >= 0 && place < list.Count => list[place],
                _ => null,
            };
        }

        return found;
    }
}
