using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Journals;

/// <summary>A JSON value kept as text, so that it is stored and compared character by character and parsed only when needed.</summary>
[JsonConverter(typeof(JsonTextConverter))]
public sealed record JsonText
{
    /// <summary>An object without properties.</summary>
    public static readonly JsonText EmptyObject = new("{}");

    /// <summary>The most levels of objects and arrays within one another.</summary>
    internal const int Deepest = 64;

    private readonly string text;

    private JsonText(string text) => this.text = OnOneLine(text);

    /// <summary>
    /// Parses text that must be one JSON value. Line breaks between its tokens become spaces, because an entry is one line.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonText Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new JsonText(json);
    }

    /// <summary>Takes text without parsing it: for a store that reads back what it wrote, and so knows that it is JSON.</summary>
    public static JsonText Trusted(string json) => new(json);

    /// <summary>Parses the text into memory that is used again: nothing of the document may be read after it is disposed of.</summary>
    internal JsonDocument ToDocument() => JsonDocument.Parse(text);

    /// <summary>Parses the text.</summary>
    public JsonElement ToElement()
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
            return JsonElement.ParseValue(ref reader);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <inheritdoc />
    public override string ToString() => text;

    /// <summary>
    /// The property of that name as a number, also when it is written as text; null when the value is no object or has no such number.
    /// </summary>
    internal decimal? Number(string property)
    {
        var element = ToElement();
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
            JsonValueKind.String
                when decimal.TryParse(
                    value.GetString(),
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number
                ) => number,
            _ => null,
        };
    }

    // Within strings JSON has line breaks only escaped, so a bare one is space between parts.
    private static string OnOneLine(string json) => json.Trim(' ', '\t', '\r', '\n').Replace('\n', ' ').Replace('\r', ' ');
}

internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonText.Trusted(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString(), skipInputValidation: true);
}
