using System.Text.Json;

namespace Baton.Teams.SharedStates.Schemas;

/// <summary>
/// References of a schema. They may lead to the schema itself and to its definitions only. A reference that comes back to its start without
/// descending into the value would never end.
/// </summary>
internal static class SchemaReferences
{
    private static readonly string[] Lists = ["definitions", "$defs"];

    /// <summary>What a reference leads to, or null.</summary>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (reference == "#")
            return root;
        var list = Lists.FirstOrDefault(list => reference.StartsWith($"#/{list}/", StringComparison.Ordinal));
        return
            list is not null
            && root.TryGetProperty(list, out var definitions)
            && definitions.TryGetProperty(reference[(list.Length + 3)..], out var found)
            ? found
            : null;
    }

    /// <summary>What is wrong with the references of a schema whose keywords are in order, or null.</summary>
    public static string? Problem(JsonElement root)
    {
        var references = All(root).Distinct(StringComparer.Ordinal).ToList();
        if (references.Find(reference => Find(root, reference) is null) is { } lost)
            return $"the reference '{lost}' must lead to '#' or to a name under 'definitions' or '$defs', as '#/definitions/NAME'";
        var (open, done) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        return references.Find(GoesRound) is { } round ? $"the reference '{round}' leads back to itself" : null;

        bool GoesRound(string reference)
        {
            if (done.Contains(reference))
                return false;
            if (!open.Add(reference))
                return true;
            var goesRound = InPlace(Find(root, reference)!.Value).Any(GoesRound);
            open.Remove(reference);
            done.Add(reference);
            return goesRound;
        }
    }

    private static IEnumerable<string> All(JsonElement schema) =>
        schema.ValueKind switch
        {
            JsonValueKind.Array => schema.EnumerateArray().SelectMany(All),
            JsonValueKind.Object => schema
                .EnumerateObject()
                .SelectMany(keyword =>
                    keyword.Name switch
                    {
                        "$ref" when keyword.Value.ValueKind == JsonValueKind.String => [keyword.Value.GetString()!],
                        "enum" or "const" or "default" or "examples" => [],
                        _ => All(keyword.Value),
                    }
                ),
            _ => [],
        };

    // The subschemas that are applied to the same value, not to a part of it.
    private static IEnumerable<string> InPlace(JsonElement schema) =>
        schema.ValueKind != JsonValueKind.Object
            ? []
            : schema
                .EnumerateObject()
                .SelectMany(keyword =>
                    keyword.Name switch
                    {
                        "$ref" => [keyword.Value.GetString()!],
                        "allOf" or "anyOf" or "oneOf" => keyword.Value.EnumerateArray().SelectMany(InPlace),
                        "not" => InPlace(keyword.Value),
                        _ => [],
                    }
                );
}
