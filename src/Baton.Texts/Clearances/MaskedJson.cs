using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Texts.Clearances;

/// <summary>Masks JSON value by value. Anything that is not JSON is masked as text.</summary>
internal sealed class MaskedJson(Masking masking, SensitiveData data, SensitiveFields fields)
{
    private const int DeepestText = 3;

    private static readonly JsonWriterOptions Written = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public string Apply(string text, Clearance clearance) => Apply(text, clearance, depth: 0);

    private string Apply(string text, Clearance clearance, int depth)
    {
        if (clearance >= Clearance.Secret)
            return text;
        var opening = text.AsSpan().TrimStart();
        var isJson =
            depth == 0
                ? opening is ['{' or '[' or '"' or (>= '0' and <= '9') or '-', ..]
                : depth <= DeepestText && opening is ['{' or '[', ..];
        if (!isJson)
            return masking.Apply(text, clearance);

        // An escape may hide anything, so only text without one can be judged without parsing.
        if (!text.Contains('\\', StringComparison.Ordinal) && !fields.AreIn(text, clearance) && data.Find(text, clearance) is null)
            return text;
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = new ArrayBufferWriter<byte>(text.Length);
            using (var writer = new Utf8JsonWriter(json, Written))
            {
                if (!Write(document.RootElement, writer, clearance, depth))
                    return text;
            }

            return Encoding.UTF8.GetString(json.WrittenSpan);
        }
        catch (JsonException)
        {
            // Only parsing shows whether it is JSON.
            return masking.Apply(text, clearance);
        }
    }

    // Returns whether anything was masked. If not, the original is kept character by character.
    private bool Write(JsonElement value, Utf8JsonWriter writer, Clearance clearance, int depth)
    {
        var isChanged = false;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                    isChanged |= WriteProperty(property, writer, clearance, depth);
                writer.WriteEndObject();
                return isChanged;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    isChanged |= Write(item, writer, clearance, depth);
                writer.WriteEndArray();
                return isChanged;
            case JsonValueKind.String:
                var text = value.GetString()!;
                var masked = Apply(text, clearance, depth + 1);
                writer.WriteStringValue(masked);
                return !ReferenceEquals(text, masked);
            case JsonValueKind.Number when masking.Apply(value.GetRawText(), clearance) is var number && number != value.GetRawText():
                writer.WriteStringValue(number);
                return true;
            default:
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                return false;
        }
    }

    private bool WriteProperty(JsonProperty property, Utf8JsonWriter writer, Clearance clearance, int depth)
    {
        var name = masking.Apply(property.Name, clearance);
        writer.WritePropertyName(name);
        var isChanged = !ReferenceEquals(name, property.Name) && name != property.Name;
        if (
            fields.Find(property.Name) is not { } field
            || field.Sensitivity <= clearance
            || MaskOf(field, property.Value, clearance) is not { } mask
        )
            return Write(property.Value, writer, clearance, depth) || isChanged;
        writer.WriteStringValue(mask);
        return true;
    }

    // A card number in a field for it is masked as everywhere else; null if there is nothing to hide.
    private string? MaskOf(SensitiveField field, JsonElement value, Clearance clearance)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False:
                return null;
            case JsonValueKind.String or JsonValueKind.Number:
                var text = value.ToString();
                var masked = masking.Apply(text, clearance);
                return text.Length == 0 || data.IsMask(text) ? null
                    : data.IsMask(masked) ? masked
                    : MaskText.Named(field.Name);
            default:
                return MaskText.Named(field.Name);
        }
    }
}
