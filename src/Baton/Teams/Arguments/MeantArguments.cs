using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Teams.Arguments;

/// <summary>
/// Reads the arguments of one call for what was meant: values of another type, keys in another case, lists of one, JSON within texts. What
/// cannot be read stays as it is, and the check of the schema finds it.
/// </summary>
internal sealed class MeantArguments
{
    private const int Deepest = 16;

    /// <summary>The names of what was left out because the tool has no such argument; null for none.</summary>
    public List<string>? Dropped { get; private set; }

    /// <summary>The arguments as they were meant; null if that is how they are written.</summary>
    public JsonObject? Of(ArgumentShape shape, JsonElement given) =>
        OfObject(shape, given, "", 0) is { IsChanged: true } meant ? (JsonObject)meant.Node! : null;

    private Value Of(ArgumentShape shape, JsonElement value, string at, int depth)
    {
        if (depth > Deepest)
            return Value.Same;
        if (shape.Forms.Count > 0)
            return OfForms(shape, value, at, depth);
        if (shape.Types.Count == 0 || (value.ValueKind == JsonValueKind.Null && shape.Allows("null")))
            return Value.Same;
        return value.ValueKind switch
        {
            JsonValueKind.Null => Value.Nothing,
            JsonValueKind.String => OfText(shape, value.GetString()!, at, depth),
            JsonValueKind.Number => OfNumber(shape, value, at, depth),
            JsonValueKind.True or JsonValueKind.False => OfTruth(shape, value, at, depth),
            JsonValueKind.Array => OfList(shape, value, at, depth),
            _ => OfOneObject(shape, value, at, depth),
        };
    }

    // A value that has the type of one form is meant as that form. Any other is read by the first form that can.
    private Value OfForms(ArgumentShape shape, JsonElement value, string at, int depth)
    {
        ArgumentShape? typed = null;
        foreach (var form in shape.Forms)
        {
            if (form.Types.Count > 0 && !form.Allows(TypeOf(value)))
                continue;
            // Which of two it is, is not for us to say.
            if (typed is not null)
                return Value.Same;
            typed = form;
        }

        if (typed is not null)
            return Of(typed, value, at, depth + 1);
        foreach (var form in shape.Forms)
        {
            if (Of(form, value, at, depth + 1) is { IsChanged: true } meant)
                return meant;
        }

        return Value.Same;
    }

    private Value OfText(ArgumentShape shape, string text, string at, int depth)
    {
        var plain = text.Trim();
        if (shape.Allows("string"))
        {
            if (plain == ArgumentForm.Placeholder(shape))
                return Value.Nothing;
            if (shape.Words.Count == 0)
                return shape.Format is { } format && ToolFormats.Meant(format, plain) is { } formed ? Value.Of(formed) : Value.Same;
            if (shape.Words.Contains(text))
                return Value.Same;
            var near = shape.Words.Where(word => CallArguments.IsSameKey(word, plain)).Take(2).ToList();
            return near is [var one] ? Value.Of(one) : NothingOr(plain, Value.Same);
        }

        if (LooseValue.Inner(plain) is { } inner && shape.Allows(TypeOf(inner)))
            return Of(shape, inner, at, depth + 1) is { IsChanged: true } within ? within : Value.Of(inner);
        if (shape.Allows("number") && LooseNumber.Read(plain) is { } number)
            return Value.Of(number);
        if (shape.Allows("integer") && LooseNumber.Read(plain) is { } whole && decimal.IsInteger(whole))
            return Value.Of(decimal.Truncate(whole));
        if (shape.Allows("boolean") && Truth(plain) is { } truth)
            return Value.Of(JsonValue.Create(truth));
        return NothingOr(plain, shape.Allows("array") ? OfListedText(shape, text, plain, at, depth) : Value.Same);
    }

    private static Value NothingOr(string text, Value otherwise) => LooseValue.IsNothing(text) ? Value.Nothing : otherwise;

    private static bool? Truth(string text) =>
        text.ToLowerInvariant() switch
        {
            "true" or "yes" or "y" or "1" or "on" => true,
            "false" or "no" or "n" or "0" or "off" => false,
            _ => null,
        };

    // A text with commas is a list where the items can be no such text themselves: numbers, or words of a choice.
    private Value OfListedText(ArgumentShape shape, string text, string plain, string at, int depth)
    {
        if (shape.Items is { } items && plain.Contains(',', StringComparison.Ordinal) && (items.Words.Count > 0 || !items.Allows("string")))
        {
            var listed = new JsonArray();
            foreach (var part in plain.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                listed.Add(Part(items, part, at, depth));
            if (!listed.Contains(null))
                return Value.Of(listed);
        }

        return Listed(shape, JsonValue.Create(text), Element(text), at, depth);
    }

    private JsonNode? Part(ArgumentShape items, string part, string at, int depth)
    {
        var read = OfText(items, part, at, depth + 1);
        return read.IsChanged ? read.Node
            : items.Allows("string") && items.Words.Contains(part) ? JsonValue.Create(part)
            : null;
    }

    private Value OfNumber(ArgumentShape shape, JsonElement value, string at, int depth)
    {
        if (shape.Allows("number"))
            return Value.Same;
        if (shape.Allows("integer"))
            // 3.0 is an integer by the standard, but not for most readers.
            return
                value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') && value.TryGetDecimal(out var number) && decimal.IsInteger(number)
                ? Value.Of(decimal.Truncate(number))
                : Value.Same;
        if (shape.Allows("string"))
            return shape.Words.Count == 0 || shape.Words.Contains(value.GetRawText()) ? Value.Of(value.GetRawText()) : Value.Same;
        if (shape.Allows("boolean") && value.GetRawText() is "0" or "1")
            return Value.Of(JsonValue.Create(value.GetRawText() == "1"));
        return shape.Allows("array") ? Listed(shape, Node(value), value, at, depth) : Value.Same;
    }

    private Value OfTruth(ArgumentShape shape, JsonElement value, string at, int depth)
    {
        if (shape.Allows("boolean"))
            return Value.Same;
        var text = value.ValueKind == JsonValueKind.True ? "true" : "false";
        if (shape.Allows("string"))
            return shape.Words.Count == 0 || shape.Words.Contains(text) ? Value.Of(text) : Value.Same;
        return shape.Allows("array") ? Listed(shape, Node(value), value, at, depth) : Value.Same;
    }

    private Value OfList(ArgumentShape shape, JsonElement value, string at, int depth)
    {
        if (!shape.Allows("array"))
        {
            return value.GetArrayLength() switch
            {
                0 => Value.Nothing,
                1 => Of(shape, value[0], at, depth + 1) is { IsChanged: true } within ? within
                : shape.Allows(TypeOf(value[0])) ? Value.Of(value[0])
                : Value.Same,
                _ => Value.Same,
            };
        }

        if (shape.Items is not { } items)
            return Value.Same;
        JsonArray? made = null;
        var length = value.GetArrayLength();
        for (var index = 0; index < length; index++)
        {
            var item = Of(items, value[index], at, depth + 1);
            if (item.IsChanged && made is null)
                made = new([.. value.EnumerateArray().Take(index).Select(Node)]);
            if (!item.IsNothing)
                made?.Add(item.IsChanged ? item.Node : Node(value[index]));
        }

        return made is null ? Value.Same : Value.Of(made);
    }

    private Value OfOneObject(ArgumentShape shape, JsonElement value, string at, int depth)
    {
        if (shape.Allows("object"))
            return OfObject(shape, value, at, depth);
        if (value.GetPropertyCount() == 0)
            return Value.Nothing;
        if (shape.Allows("array") && shape.Items is { } items && items.Allows("object"))
            return Listed(shape, Node(value), value, at, depth);
        return
            value.GetPropertyCount() == 1
            && value.TryGetProperty("value", out var inner)
            && inner.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            ? Of(shape, inner, at, depth + 1) is { IsChanged: true } within
                ? within
                : shape.Allows(TypeOf(inner))
                    ? Value.Of(inner)
                    : Value.Same
            : Value.Same;
    }

    // One value in place of a list of them.
    private Value Listed(ArgumentShape shape, JsonNode? node, JsonElement value, string at, int depth)
    {
        var item = shape.Items is { } items ? Of(items, value, at, depth + 1) : Value.Same;
        return item.IsNothing ? Value.Nothing : Value.Of(new JsonArray(item.IsChanged ? item.Node : node));
    }

    private Value OfObject(ArgumentShape shape, JsonElement value, string at, int depth)
    {
        JsonObject? made = null;
        var place = 0;
        foreach (var member in value.EnumerateObject())
        {
            var name = NameOf(shape, member.Name, value);
            var isKept = name is not null && made?.ContainsKey(name) != true;
            if (!isKept)
                (Dropped ??= []).Add(at + member.Name);
            var read =
                isKept && shape.Members.TryGetValue(name!, out var inner)
                    ? OfMember(inner, member.Value, at + name + ".", shape.Required.Contains(name!), depth)
                    : Value.Same;
            if (made is null && (!isKept || read.IsChanged || name != member.Name))
                made = Before(value, place);
            if (isKept && !read.IsNothing && made is not null)
                made[name!] = read.IsChanged ? read.Node : Node(member.Value);
            place++;
        }

        foreach (var name in shape.Required)
        {
            if (made is null ? value.TryGetProperty(name, out _) : made.ContainsKey(name))
                continue;
            var derived = shape.Members.TryGetValue(name, out var missing) ? Unsaid(missing) : Value.Nothing;
            if (!derived.IsNothing)
                (made ??= Before(value, place))[name] = derived.Node;
        }

        return made is null ? Value.Same : Value.Of(made);
    }

    private Value OfMember(ArgumentShape shape, JsonElement value, string at, bool isRequired, int depth)
    {
        var read = Of(shape, value, at, depth + 1);
        return read.IsNothing && isRequired ? Unsaid(shape) : read;
    }

    // What is required and not said: its default, or null where it may be null.
    private static Value Unsaid(ArgumentShape shape) =>
        shape.Default is { } otherwise ? Value.Of(Node(otherwise))
        : shape.Allows("null") || shape.Forms.Any(form => form.Allows("null")) ? Value.Of((JsonNode?)null)
        : Value.Nothing;

    // The member that was meant; null if there is none and an object of this shape has no others.
    private static string? NameOf(ArgumentShape shape, string name, JsonElement value)
    {
        if (shape.Members.Count == 0 && !shape.IsClosed)
            return name;
        if (shape.Members.ContainsKey(name))
            return name;
        string? meant = null;
        foreach (var member in shape.Members.Keys)
        {
            if (!CallArguments.IsSameKey(member, name) && !ArgumentTwins.Are(member, name))
                continue;
            if (meant is not null)
                return Other();
            meant = member;
        }

        // What is written in the right form counts.
        return meant is not null && !value.TryGetProperty(meant, out _) ? meant : Other();

        string? Other() => shape.IsListed || shape.IsClosed ? null : name;
    }

    private static JsonObject Before(JsonElement value, int place)
    {
        var made = new JsonObject();
        foreach (var member in value.EnumerateObject().Take(place))
            made[member.Name] = Node(member.Value);
        return made;
    }

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            _ => "null",
        };

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    private static JsonElement Element(string text) => JsonElement.Parse(JsonValue.Create(text).ToJsonString());

    /// <summary>What a value was meant to be.</summary>
    /// <param name="IsChanged">Whether that is something else than what is written.</param>
    /// <param name="IsNothing">Whether nothing was said.</param>
    /// <param name="Node">The value, if it is changed.</param>
    private readonly record struct Value(bool IsChanged, bool IsNothing, JsonNode? Node)
    {
        public static readonly Value Same = new(false, false, null);

        public static readonly Value Nothing = new(true, true, null);

        public static Value Of(JsonNode? node) => new(true, false, node);

        public static Value Of(JsonElement value) => new(true, false, MeantArguments.Node(value));

        public static Value Of(string text) => new(true, false, JsonValue.Create(text));

        public static Value Of(decimal number) => new(true, false, JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)));
    }
}
