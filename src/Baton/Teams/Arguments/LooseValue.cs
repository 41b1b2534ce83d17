using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Baton.Teams.Arguments;

/// <summary>Reads a value that a model sent, whatever its JSON type.</summary>
internal static class LooseValue
{
    // What the models of the field nest: a list of objects in an object. What is deeper was not meant as a text.
    private const int Deepest = 4;
    private const int MostTexts = 100_000;
    private const int LongestNothing = 16;

    // The members that say what an object is about, the most telling first.
    private static readonly string[] Telling =
    [
        "title",
        "name",
        "issue",
        "text",
        "summary",
        "description",
        "note",
        "message",
        "content",
        "subject",
        "topic",
        "value",
        "label",
        "id",
        "number",
    ];

    // The members in which a list is wrapped.
    private static readonly string[] Wrapping = ["items", "list", "issues", "notes", "values", "names"];

    /// <summary>Whether the value says something: null, an empty one, "none" and the like do not.</summary>
    public static bool IsSaid(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => false,
            JsonValueKind.String => !IsNothing(JsonMarshal.GetRawUtf8Value(value)[1..^1]),
            JsonValueKind.Array => value.GetArrayLength() > 0,
            JsonValueKind.Object => value.GetPropertyCount() > 0,
            _ => true,
        };

    /// <summary>Whether a text says nothing.</summary>
    public static bool IsNothing(string text) => text.Length <= LongestNothing && IsNothing(Encoding.UTF8.GetBytes(text).AsSpan());

    /// <summary>The value as one text; null if it has none.</summary>
    public static string? Text(JsonElement value) => Text(value, 0);

    /// <summary>The value as a list of texts.</summary>
    /// <param name="value">The value.</param>
    /// <param name="kind">What the texts are.</param>
    /// <param name="isWhole">Whether all that it says could be read.</param>
    public static List<string> Texts(JsonElement value, TextList kind, out bool isWhole)
    {
        var texts = new List<string>(value.ValueKind == JsonValueKind.Array ? Math.Min(value.GetArrayLength(), MostTexts) : 1);
        isWhole = AddTexts(texts, value, kind, 0);
        return texts;
    }

    /// <summary>The JSON object or list in a text, as models write it when they encode a value twice; null for any other text.</summary>
    public static JsonElement? Inner(string text)
    {
        if (text.Length < 2 || text[0] is not ('{' or '['))
            return null;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The number at the beginning of a text, and what follows it.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double number, out ReadOnlySpan<char> rest)
    {
        text = text.Trim().TrimStart("~≈");
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (end > 0 && text[end] is '.' or ',')))
            end++;
        rest = text[end..].Trim();
        var digits = text[..end].TrimEnd(".,");
        // Much of Europe writes 0,9.
        var comma = digits.IndexOf(',');
        number = 0;
        if (comma >= 0 && (digits[(comma + 1)..].ContainsAny(',', '.') || digits[..comma].Contains('.')))
            return false;
        return double.TryParse(
            comma < 0 ? digits : string.Concat(digits[..comma], ".", digits[(comma + 1)..]),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out number
        );
    }

    private static bool IsNothing(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestNothing)
            return false;
        text = text.Trim(" \t\r\n.()<>-"u8);
        return text.IsEmpty
            || Ascii.EqualsIgnoreCase(text, "none"u8)
            || Ascii.EqualsIgnoreCase(text, "null"u8)
            || Ascii.EqualsIgnoreCase(text, "nil"u8)
            || Ascii.EqualsIgnoreCase(text, "n/a"u8)
            || Ascii.EqualsIgnoreCase(text, "na"u8)
            || Ascii.EqualsIgnoreCase(text, "undefined"u8)
            || Ascii.EqualsIgnoreCase(text, "unspecified"u8)
            || Ascii.EqualsIgnoreCase(text, "not specified"u8);
    }

    private static string? Text(JsonElement value, int depth)
    {
        if (depth > Deepest || !IsSaid(value))
            return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                var text = value.GetString()!.Trim();
                return (Inner(text) is { } inner ? Text(inner, depth + 1) : null) ?? text;
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.Object:
                return MostTelling(value, depth);
            case JsonValueKind.Array:
                var texts = value.EnumerateArray().Take(MostTexts).Select(item => Text(item, depth + 1)).OfType<string>();
                return string.Join("; ", texts) is { Length: > 0 } joined ? joined : null;
            default:
                return null;
        }
    }

    private static string? MostTelling(JsonElement value, int depth)
    {
        var members = new CallArguments(value);
        foreach (var name in Telling)
        {
            if (members.Given(name) is { } member && Text(member, depth + 1) is { } text)
                return text;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String && Text(property.Value, depth + 1) is { } text)
                return text;
        }

        return null;
    }

    private static bool AddTexts(List<string> texts, JsonElement value, TextList kind, int depth)
    {
        if (!IsSaid(value))
            return true;
        if (depth > Deepest || texts.Count >= MostTexts)
            return false;
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                var text = value.GetString()!.Trim();
                if (Inner(text) is { } inner && AddTexts(texts, inner, kind, depth + 1))
                    return true;
                // An item of a list is one text.
                if (depth == 0)
                    Split(texts, text, kind);
                else
                    texts.Add(text);
                return true;
            case JsonValueKind.Number:
                texts.Add(value.GetRawText());
                return true;
            case JsonValueKind.Array:
                var isWhole = true;
                foreach (var item in value.EnumerateArray())
                    isWhole &= AddTexts(texts, item, kind, depth + 1);
                return isWhole;
            case JsonValueKind.Object:
                return AddMembers(texts, value, kind, depth);
            default:
                return false;
        }
    }

    // An object is one text, or wraps a list, or has a text for each number or name.
    private static bool AddMembers(List<string> texts, JsonElement value, TextList kind, int depth)
    {
        var members = new CallArguments(value);
        foreach (var name in Wrapping)
        {
            if (members.Given(name) is { ValueKind: JsonValueKind.Array } list)
                return AddTexts(texts, list, kind, depth + 1);
        }

        foreach (var name in Telling)
        {
            if (members.Given(name) is not { } member || Text(member, depth + 1) is not { } text)
                continue;
            texts.Add(text);
            return true;
        }

        var isWhole = true;
        foreach (var property in value.EnumerateObject())
        {
            var isNumbered = int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (property.Value.ValueKind == JsonValueKind.True)
                texts.Add(property.Name);
            else if (Text(property.Value, depth + 1) is not { } text)
                isWhole &= !IsSaid(property.Value);
            else
                texts.Add(isNumbered || kind == TextList.Titles ? text : $"{property.Name}: {text}");
        }

        return isWhole;
    }

    private static void Split(List<string> texts, string text, TextList kind)
    {
        var separators = kind switch
        {
            TextList.Names => ",;\n\r",
            TextList.Titles when text.AsSpan().ContainsAny('\n', '\r', ';') => ";\n\r",
            TextList.Titles when AreNumbers(text) => ",",
            _ => "",
        };
        if (separators.Length == 0)
        {
            texts.Add(text);
            return;
        }

        foreach (var part in text.Split([.. separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var plain = part.TrimStart('-', '*', '•', ' ');
            if (plain.Length > 0 && !IsNothing(plain))
                texts.Add(plain);
        }
    }

    // "1, 2" or "#1, #2".
    private static bool AreNumbers(string text) =>
        text.Contains(',', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExcept("0123456789#, ");
}
