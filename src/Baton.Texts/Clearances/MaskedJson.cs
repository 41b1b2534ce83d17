using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Texts.Clearances;

/// <summary>
/// Masks results and arguments of tools: JSON value by value, and anything else as text, in which the names of sensitive fields are
/// searched. JSON stays JSON.
/// </summary>
internal sealed class MaskedJson(Masking masking, SensitiveData data, SensitiveFields fields)
{
    // Masking one value can change how the text around it reads. Each round leaves less.
    private const int MostRounds = 4;

    private readonly NamedPairs pairs = new(data, fields);

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
        var decoded = DecodedText.Of(text);
        if (decoded is null && !fields.AreIn(data.Fold(text, null).Text, clearance))
        {
            // Nothing is escaped and no field is named, so only what a value itself says can be sensitive. Most results end here.
            if (!isJson)
                return masking.Apply(text, clearance);
            if (data.Find(text, clearance) is null)
                return text;
        }

        return (isJson ? AsJson(text, clearance, depth) : null) ?? AsText(text, clearance);
    }

    private string? AsJson(string text, Clearance clearance, int depth)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (pairs.UntoldIn(document.RootElement, clearance) is { } untold)
                return $"\"{MaskText.Withheld(untold)}\"";
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
            return null;
        }
    }

    private string AsText(string text, Clearance clearance)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var before = text;
            if (DecodedText.Of(text) is { IsTooDeep: true })
                return MaskText.Withheld(Clearance.Secret);
            var search = NamedValues.Of(data.Fold(text, DecodedText.Of(text)), fields, clearance);
            if (search.Untold is { } untold)
                return MaskText.Withheld(untold);
            if (search.Values is { } values)
                text = Masking.Replace(text, StretchesOf(values, text, clearance));
            text = masking.Apply(text, clearance);
            if (text == before)
                break;
        }

        return text;
    }

    // Returns whether anything was masked. If not, the original is kept character by character.
    private bool Write(JsonElement value, Utf8JsonWriter writer, Clearance clearance, int depth)
    {
        var isChanged = false;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                var named = pairs.NamedBy(value, clearance, out var isItsValue);
                foreach (var property in value.EnumerateObject())
                {
                    var field = named is not null && isItsValue(property) ? named : pairs.Find(property.Name, clearance);
                    isChanged |= WriteProperty(property, field, writer, clearance, depth);
                }

                writer.WriteEndObject();
                return isChanged;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var (first, place) = (pairs.NamedByFirst(value, clearance), 0);
                foreach (var item in value.EnumerateArray())
                    isChanged |= WriteAs(place++ > 0 ? first : null, item, writer, clearance, depth);
                writer.WriteEndArray();
                return isChanged;
            case JsonValueKind.String:
                var text = value.GetString()!;
                var masked = pairs.Find(text, clearance) is null ? Apply(text, clearance, depth + 1) : text;
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

    private bool WriteProperty(JsonProperty property, SensitiveField? field, Utf8JsonWriter writer, Clearance clearance, int depth)
    {
        var name = pairs.Find(property.Name, clearance) is null ? AsText(property.Name, clearance) : property.Name;
        writer.WritePropertyName(name);
        return WriteAs(field, property.Value, writer, clearance, depth) || name != property.Name;
    }

    private bool WriteAs(SensitiveField? field, JsonElement value, Utf8JsonWriter writer, Clearance clearance, int depth)
    {
        if (field is null || MaskOf(field, value, clearance) is not { } mask)
            return Write(value, writer, clearance, depth);
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
                return text.Length == 0 || data.IsMask(text) ? null : MaskOf(field, text, clearance);
            default:
                return MaskText.Named(field.Name);
        }
    }

    // Of a secret nothing is told, not even how it ends.
    private string MaskOf(SensitiveField field, string value, Clearance clearance)
    {
        if (field.Sensitivity == Clearance.Secret)
            return MaskText.Named(field.Name);
        var masked = masking.Apply(value, clearance);
        return data.IsMask(masked) ? masked : MaskText.Named(field.Name);
    }

    // Values that overlap, such as a list in a list, are masked as one.
    private List<SensitiveStretch> StretchesOf(List<NamedValue> values, string text, Clearance clearance)
    {
        var stretches = new List<SensitiveStretch>();
        foreach (var value in values.OrderBy(value => value.Start))
        {
            var mask = MaskOf(value.Field, text[value.Start..value.End], clearance);
            if (stretches is [.., var before] && value.Start < before.End)
                stretches[^1] = before with { End = Math.Max(before.End, value.End), Mask = MaskText.Named(value.Field.Name) };
            else
                stretches.Add(new SensitiveStretch(value.Start, value.End, SensitiveKind.Configured, value.Field.Sensitivity, mask));
        }

        return stretches;
    }
}
