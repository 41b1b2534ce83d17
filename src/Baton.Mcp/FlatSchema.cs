using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Mcp;

/// <summary>
/// Writes the schema of a tool's arguments in a form that providers accept: an object at the top without alternatives, every <c>$ref</c>
/// written out, and every array with items. Where that cannot say the same, it allows more, and the server refuses what it must.
/// </summary>
internal static class FlatSchema
{
    // What a provider refuses at the top, beside what is merged.
    private static readonly string[] NotAtTop =
    [
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "enum",
        "const",
        "dependentSchemas",
        "dependentRequired",
    ];

    /// <summary>The schema, and why no model can be offered it; null if one can.</summary>
    public static (JsonElement Schema, string? Problem) Of(JsonElement written)
    {
        // A tool that says nothing of its arguments has none.
        if (written.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True)
            return (Empty, null);
        if (written.ValueKind != JsonValueKind.Object)
            return (Empty, "its schema is no JSON object");
        var source = JsonNode.Parse(written.GetRawText())!;
        var inlining = new SchemaInlining(source);
        var whole = inlining.Inline(source);
        if (inlining.Problem is { } problem)
            return (Empty, problem);
        var parts = ArgumentSet.Of(whole);
        if (parts is null)
            return (Empty, "its arguments are no JSON object");
        var flat = Top(whole, parts);
        problem = SchemaNames.ProblemOf(flat);
        // Most schemas are fine, and stay as they were written, to the byte.
        return (JsonNode.DeepEquals(flat, source) ? written : JsonElement.Parse(flat.ToJsonString()), problem);
    }

    private static JsonElement Empty { get; } = JsonElement.Parse("""{"type":"object","properties":{}}""");

    private static JsonObject Top(JsonObject whole, ArgumentSet parts)
    {
        var top = new JsonObject { ["type"] = "object" };
        foreach (var (key, value) in whole)
        {
            if (key != "type" && !NotAtTop.Contains(key))
                top[key] = value?.DeepClone();
        }

        var properties = new JsonObject();
        foreach (var (name, property) in parts.Properties)
            properties[name] = property.DeepClone();
        top["properties"] = properties;
        top.Remove("required");
        if (parts.Required.Count > 0)
            top["required"] = new JsonArray([.. parts.Required.Select(name => (JsonNode)name)]);
        if (parts.Note is { } note)
            top["description"] = top["description"] is { } description ? $"{description} {note}" : note;
        return top;
    }
}
