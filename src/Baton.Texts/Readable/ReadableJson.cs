using System.Text;
using System.Text.Json;

namespace Baton.Texts.Readable;

/// <summary>JSON for people: without quotes and outer braces. Any other text stays as it is.</summary>
public static class ReadableJson
{
    /// <summary>The text for people.</summary>
    public static string Of(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var readable = new StringBuilder();
            Write(json.RootElement, readable, isOutermost: true);
            return readable.ToString();
        }
        catch (Exception plain) when (plain is JsonException or InvalidOperationException or ArgumentException)
        {
            // A result may be any text. Half a surrogate pair in it, or in its JSON, is no JSON either.
            return text;
        }
    }

    private static void Write(JsonElement value, StringBuilder output, bool isOutermost)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = value.EnumerateObject().ToList();
                WriteAll(
                    properties,
                    isOutermost ? ("", "") : ("{", "}"),
                    property =>
                    {
                        output.Append(property.Name).Append(": ");
                        Write(property.Value, output, isOutermost: false);
                    }
                );
                break;
            case JsonValueKind.Array:
                WriteAll([.. value.EnumerateArray()], ("[", "]"), item => Write(item, output, isOutermost: false));
                break;
            default:
                output.Append(value);
                break;
        }

        void WriteAll<T>(IReadOnlyList<T> parts, (string Open, string Close) around, Action<T> write)
        {
            output.Append(around.Open);
            for (var index = 0; index < parts.Count; index++)
            {
                if (index > 0)
                    output.Append(", ");
                write(parts[index]);
            }

            output.Append(around.Close);
        }
    }
}
