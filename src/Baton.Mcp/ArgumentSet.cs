using System.Text.Json.Nodes;

namespace Baton.Mcp;

/// <summary>The arguments that a schema allows, with those of its alternatives and parts.</summary>
internal sealed class ArgumentSet
{
    /// <summary>The schema of each argument, in the order of the schema.</summary>
    public OrderedDictionary<string, JsonObject> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>The arguments that every call needs.</summary>
    public List<string> Required { get; } = [];

    /// <summary>Which arguments go together, in words, where the schema had alternatives.</summary>
    public string? Note { get; private set; }

    /// <summary>Reads a schema that refers to nothing; null if it does not allow an object.</summary>
    public static ArgumentSet? Of(JsonObject schema)
    {
        if (!IsObject(schema["type"]))
            return null;
        var set = new ArgumentSet();
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            set.Properties[name] = property as JsonObject ?? [];
        set.Require((schema["required"] as JsonArray ?? []).Select(name => name?.ToString()).OfType<string>());
        foreach (var part in schema["allOf"] as JsonArray ?? [])
        {
            if (Of(part as JsonObject ?? []) is not { } all)
                return null;
            set.Add(all);
        }

        foreach (var key in (string[])["anyOf", "oneOf"])
        {
            if (schema[key] is JsonArray { Count: > 0 } choices && !set.AddChoices(choices))
                return null;
        }

        foreach (var key in (string[])["then", "else"])
        {
            if (schema[key] is JsonObject more && Of(more) is { } perhaps)
                set.AddProperties(perhaps, isAlternative: true);
        }

        return set;
    }

    private static bool IsObject(JsonNode? type) =>
        type is null || (type is JsonArray types ? types.Any(one => one?.ToString() == "object") : type.ToString() == "object");

    private void Require(IEnumerable<string> names) => Required.AddRange(names.Except(Required).ToList());

    private void Add(ArgumentSet all)
    {
        AddProperties(all, isAlternative: false);
        Require(all.Required);
        Note ??= all.Note;
    }

    private bool AddChoices(JsonArray choices)
    {
        var sets = choices.Select(choice => Of(choice as JsonObject ?? [])).OfType<ArgumentSet>().ToList();
        if (sets.Count == 0)
            return false;
        if (sets is [var only])
        {
            Add(only);
            return true;
        }

        foreach (var set in sets)
            AddProperties(set, isAlternative: true);
        var ways = sets.Select(set => string.Join(" and ", set.Required.Except(Required))).Where(way => way.Length > 0).Distinct().ToList();
        Require(sets.Select(IEnumerable<string> (set) => set.Required).Aggregate((common, next) => common.Intersect(next)).ToList());
        if (ways.Count > 1)
            Note ??= $"Needs one of: {string.Join("; or ", ways)}.";
        return true;
    }

    private void AddProperties(ArgumentSet other, bool isAlternative)
    {
        foreach (var (name, property) in other.Properties)
        {
            if (!Properties.TryGetValue(name, out var known))
                Properties[name] = property;
            else if (!JsonNode.DeepEquals(known, property))
                Properties[name] = isAlternative ? Either(known, property) : Both(known, property);
        }
    }

    private static JsonObject Both(JsonObject one, JsonObject other)
    {
        var both = (JsonObject)one.DeepClone();
        foreach (var (key, value) in other)
        {
            if (!both.ContainsKey(key))
                both[key] = value?.DeepClone();
        }

        return both;
    }

    private static JsonObject Either(JsonObject one, JsonObject other)
    {
        // A word that tells alternatives apart has one value in each.
        if (one["enum"] is JsonArray values && other["enum"] is JsonArray more)
        {
            var either = (JsonObject)one.DeepClone();
            foreach (var value in more.Where(value => !values.Any(known => JsonNode.DeepEquals(known, value))))
                ((JsonArray)either["enum"]!).Add(value?.DeepClone());
            return either;
        }

        // It may have become one of several by an earlier alternative.
        if (one is { Count: 1 } && one["anyOf"] is JsonArray ways)
        {
            var either = (JsonObject)one.DeepClone();
            if (!ways.Any(known => JsonNode.DeepEquals(known, other)))
                ((JsonArray)either["anyOf"]!).Add(other.DeepClone());
            return either;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(one.DeepClone(), other.DeepClone()) };
    }
}
