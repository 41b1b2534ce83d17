using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Journals;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Takes a piece of YAML for the JSON that it stands for.</summary>
internal static class YamlJson
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON, or null when a problem was found.</summary>
    public static JsonText? Of(YamlNode node, ProblemList problems)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Form))
        {
            if (!Write(node, writer, problems))
                return null;
        }

        return JsonText.Parse(Encoding.UTF8.GetString(json.WrittenSpan));
    }

    private static bool Write(YamlNode node, Utf8JsonWriter writer, ProblemList problems)
    {
        var isGood = true;
        switch (node)
        {
            case YamlMap map:
                writer.WriteStartObject();
                foreach (var pair in Section.Pairs(map, "key", problems))
                {
                    writer.WritePropertyName(pair.Key.Text);
                    isGood &= Write(pair.Value, writer, problems);
                }

                writer.WriteEndObject();
                return isGood;
            case YamlList list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    isGood &= Write(item, writer, problems);
                writer.WriteEndArray();
                return isGood;
            case YamlScalar { Kind: YamlKind.Text } text:
                writer.WriteStringValue(text.Text);
                return true;
            case YamlScalar { Kind: YamlKind.Truth } truth:
                writer.WriteBooleanValue(truth.Text.StartsWith("t", StringComparison.OrdinalIgnoreCase));
                return true;
            case YamlScalar { Kind: YamlKind.Number } number:
                return WriteNumber(number, writer, problems);
            default:
                // What was refused elsewhere was reported there.
                writer.WriteNullValue();
                return node is YamlScalar;
        }
    }

    private static bool WriteNumber(YamlScalar number, Utf8JsonWriter writer, ProblemList problems)
    {
        try
        {
            writer.WriteRawValue(number.Text);
            return true;
        }
        catch (JsonException)
        {
            problems.Add(number.At, $"{number.What} must be written as in JSON, such as 10, 0.5 or 1e3");
            writer.WriteNullValue();
            return false;
        }
    }
}
