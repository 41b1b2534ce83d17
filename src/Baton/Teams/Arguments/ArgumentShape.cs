using System.Collections.Frozen;
using System.Text.Json;

namespace Baton.Teams.Arguments;

/// <summary>What a schema says about the form of a value: enough to see what a value of another form was meant to be.</summary>
internal sealed class ArgumentShape
{
    // As many as one number has bits. Members after these are read the longer way.
    private const int MostListed = 128;

    private static readonly ArgumentShape Any = new();

    // All that such a schema says is in the shape, so that a value that fits the shape needs no other check.
    private static readonly FrozenSet<string> Simple = FrozenSet.ToFrozenSet(
        ["type", "properties", "required", "items", "enum", "default", "examples", "$defs"],
        StringComparer.Ordinal
    );

    private (string Name, ArgumentShape Shape)[] listed = [];
    private ArgumentShape[] parts = [];
    private bool isSimple;

    private ArgumentShape() { }

    /// <summary>The JSON types that it may have; none means any.</summary>
    public FrozenSet<string> Types { get; private set; } = [];

    /// <summary>The members of an object, by name.</summary>
    public FrozenDictionary<string, ArgumentShape> Members { get; private set; } = FrozenDictionary<string, ArgumentShape>.Empty;

    /// <summary>The members that an object must have.</summary>
    public IReadOnlyList<string> Required { get; private set; } = [];

    /// <summary>Whether an object may have no members but these.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether its members are listed in one place, and it names none that an object may have beside them.</summary>
    public bool IsListed { get; private set; }

    /// <summary>The items of a list; null if they may be anything.</summary>
    public ArgumentShape? Items { get; private set; }

    /// <summary>The only texts that it may be; none means any.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>The format of a text.</summary>
    public string? Format { get; private set; }

    /// <summary>The forms of which it has one; none means that it has this one.</summary>
    public IReadOnlyList<ArgumentShape> Forms { get; private set; } = [];

    /// <summary>What is meant where nothing is said.</summary>
    public JsonElement? Default { get; private set; }

    /// <summary>A value as it may look.</summary>
    public JsonElement? Example { get; private set; }

    /// <summary>
    /// Whether a value certainly is what was meant and fits. This is the way of most calls, and costs no objects; false says nothing.
    /// </summary>
    public bool CertainlyFits(JsonElement value) =>
        isSimple
        && value.ValueKind switch
        {
            JsonValueKind.String => Types.Contains("string") && IsOneOfWords(value) && !value.ValueEquals(ArgumentForm.AnyText),
            JsonValueKind.Number => Types.Contains("number") || (Types.Contains("integer") && value.TryGetInt64(out _)),
            JsonValueKind.True or JsonValueKind.False => Types.Contains("boolean"),
            JsonValueKind.Null => Types.Contains("null"),
            JsonValueKind.Array => Types.Contains("array") && Items is not null && ItemsFit(Items, value),
            JsonValueKind.Object => Types.Contains("object") && MembersFit(value),
            _ => false,
        };

    /// <summary>What is declared of a member, in whatever part of the schema; null if no part names it.</summary>
    public ArgumentShape? MemberOf(string name) =>
        Whole().Select(part => part.Members.GetValueOrDefault(name)).FirstOrDefault(member => member is not null);

    /// <summary>The items of a list, in whatever part of the schema they are declared.</summary>
    public ArgumentShape? ItemsOf() => Whole().Select(part => part.Items).FirstOrDefault(items => items is not null);

    /// <summary>The names of all members that are declared in any part of the schema.</summary>
    public IEnumerable<string> Declared() => Whole().SelectMany(part => part.Members.Keys);

    // Itself and all its forms and parts. A form may lead back to itself.
    private List<ArgumentShape> Whole()
    {
        List<ArgumentShape> whole = [this];
        for (var next = 0; next < whole.Count; next++)
            whole.AddRange(whole[next].Forms.Concat(whole[next].parts).Except(whole).ToList());
        return whole;
    }

    private bool IsOneOfWords(JsonElement value)
    {
        foreach (var word in Words)
        {
            if (value.ValueEquals(word))
                return true;
        }

        return Words.Count == 0;
    }

    private static bool ItemsFit(ArgumentShape items, JsonElement value)
    {
        foreach (var item in value.EnumerateArray())
        {
            if (!items.CertainlyFits(item))
                return false;
        }

        return true;
    }

    private bool MembersFit(JsonElement value)
    {
        var seen = UInt128.Zero;
        foreach (var member in value.EnumerateObject())
        {
            var place = 0;
            while (place < listed.Length && !member.NameEquals(listed[place].Name))
                place++;
            if (place >= Math.Min(listed.Length, MostListed) || !listed[place].Shape.CertainlyFits(member.Value))
                return false;
            // One that is given twice is not certainly what was meant.
            var bit = UInt128.One << place;
            if ((seen & bit) != UInt128.Zero)
                return false;
            seen |= bit;
        }

        foreach (var name in Required)
        {
            if (!value.TryGetProperty(name, out _))
                return false;
        }

        return true;
    }

    /// <summary>Whether it may have that type.</summary>
    public bool Allows(string type) => Types.Contains(type) || (type == "integer" && Types.Contains("number"));

    /// <summary>The shape of a schema as <see cref="CheckableSchema"/> leaves it.</summary>
    public static ArgumentShape Of(JsonElement root) => Of(root, root, new Dictionary<string, ArgumentShape>(StringComparer.Ordinal));

    private static ArgumentShape Of(JsonElement schema, JsonElement root, Dictionary<string, ArgumentShape> named)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return Any;
        if (schema.TryGetProperty("$ref", out var reference) && schema.GetPropertyCount() == 1)
            return Referred(reference.GetString()!, root, named);
        var shape = new ArgumentShape();
        shape.Fill(schema, root, named);
        return shape;
    }

    private static ArgumentShape Referred(string reference, JsonElement root, Dictionary<string, ArgumentShape> named)
    {
        if (named.TryGetValue(reference, out var known))
            return known;
        var schema = root.GetProperty("$defs").GetProperty(reference[(reference.LastIndexOf('/') + 1)..]);
        if (schema.ValueKind != JsonValueKind.Object)
            return Any;
        if (schema.TryGetProperty("$ref", out var onward) && schema.GetPropertyCount() == 1)
            return Referred(onward.GetString()!, root, named);
        // Known before it is filled, because it may contain itself.
        var shape = named[reference] = new ArgumentShape();
        shape.Fill(schema, root, named);
        return shape;
    }

    private void Fill(JsonElement schema, JsonElement root, Dictionary<string, ArgumentShape> named)
    {
        if (schema.TryGetProperty("properties", out var properties))
            Members = properties
                .EnumerateObject()
                .DistinctBy(member => member.Name)
                .ToFrozenDictionary(member => member.Name, member => Of(member.Value, root, named));
        if (schema.TryGetProperty("required", out var required))
            Required = [.. required.EnumerateArray().Select(name => name.GetString()!)];
        if (schema.TryGetProperty("items", out var items))
            Items = Of(items, root, named);
        if (schema.TryGetProperty("enum", out var values) && values.EnumerateArray().All(IsText))
            Words =
            [
                .. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!),
            ];
        if (schema.TryGetProperty("format", out var format))
            Format = format.GetString();
        if (schema.TryGetProperty("default", out var otherwise))
            Default = otherwise;
        if (schema.TryGetProperty("examples", out var examples) && examples.GetArrayLength() > 0)
            Example = examples[0];
        IsClosed = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False;
        parts = [.. FormsIn(schema, "allOf")];
        Forms = [.. FormsIn(schema, "anyOf"), .. FormsIn(schema, "oneOf")];
        if (schema.TryGetProperty("$ref", out var reference))
            Forms = [Referred(reference.GetString()!, root, named), .. Forms];
        IsListed =
            Members.Count > 0
            && Forms.Count == 0
            && !schema.TryGetProperty("allOf", out _)
            && !schema.TryGetProperty("patternProperties", out _)
            && others.ValueKind is JsonValueKind.Undefined or JsonValueKind.False;
        Types = TypesOf(schema);
        listed = [.. Members.Select(member => (member.Key, member.Value))];
        // Values other than texts in a choice are not in the shape.
        isSimple =
            schema.EnumerateObject().All(keyword => Simple.Contains(keyword.Name) || (keyword.Name == "additionalProperties" && IsClosed))
            && (values.ValueKind == JsonValueKind.Undefined || (Words.Count == values.GetArrayLength() && !Types.Contains("null")));

        IEnumerable<ArgumentShape> FormsIn(JsonElement of, string keyword) =>
            of.TryGetProperty(keyword, out var forms) ? forms.EnumerateArray().Select(form => Of(form, root, named)) : [];
    }

    private static bool IsText(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private FrozenSet<string> TypesOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var types))
            return types.EnumerateArray().Select(type => type.GetString()!).ToFrozenSet(StringComparer.Ordinal);
        if (Words.Count > 0)
            return schema.GetProperty("enum").GetArrayLength() > Words.Count ? ["string", "null"] : ["string"];
        if (Members.Count > 0)
            return ["object"];
        return Items is null ? [] : ["array"];
    }
}
