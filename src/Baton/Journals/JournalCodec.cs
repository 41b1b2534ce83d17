using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Journals.Entries;

namespace Baton.Journals;

/// <summary>
/// The stored form of an entry: one line of JSON in UTF-8, without the line break. The hash chain covers these bytes, so every journal that
/// keeps entries outside the process must use this form.
/// </summary>
public static class JournalCodec
{
    // Only what JSON and the line form require is escaped: programs and people read it, and it is never pasted into HTML unescaped.
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? pooled;

    /// <summary>Writes an entry as one line, without the line break.</summary>
    public static void Write(JournalEntry entry, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(output);
        var writer = pooled ?? new Utf8JsonWriter(output, Form);
        pooled = null;
        writer.Reset(output);
        JsonSerializer.Serialize(writer, entry, JournalJson.Default.JournalEntry);
        writer.Flush();
        pooled = writer;
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="JournalException">The line is damaged (<see cref="JournalFault.Corrupt"/>), or of a type, word or format that only
    /// a newer Baton knows (<see cref="JournalFault.NewerFormat"/>).</exception>
    public static JournalEntry Read(ReadOnlySpan<byte> line)
    {
        JournalEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry);
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw JournalFaults.Unreadable(line, error);
        }

        return entry switch
        {
            null => throw JournalFaults.Unreadable(line, null),
            ConversationOpened { Format: > JournalFormat.Current } opened => throw JournalFaults.NewerFormat("The conversation", opened.Format),
            _ => entry,
        };
    }
}
