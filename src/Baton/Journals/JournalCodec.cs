using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Journals.Entries;

namespace Baton.Journals;

/// <summary>
/// The stored form of a journal, which every store shares: an entry is one line of JSON in UTF-8 without the line break, and each entry's
/// hash covers the hash before it and the entry's line. So the same entries have the same head in every store, however they were appended.
/// </summary>
public static class JournalCodec
{
    /// <summary>The journal format that this version writes. Older ones are read; newer ones are refused.</summary>
    public const int Format = 1;

    /// <summary>The length of a hash in bytes (SHA-256).</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const int SmallLine = 4096;

    // Nothing is escaped but what JSON and the line form require: it is read by programs and people, never pasted into HTML as it is.
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
        catch (Exception error)
            when (error is JsonException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw UnreadableEntry.Explain(line, error);
        }

        return entry switch
        {
            null => throw UnreadableEntry.Explain(line, null),
            ConversationOpened { Format: > Format } opened => throw JournalException.NewerFormat("The conversation", opened.Format),
            _ => entry,
        };
    }

    /// <summary>
    /// Requires that there are entries and that they are numbered from <paramref name="expectedVersion"/> + 1 without gaps. Every store
    /// checks this before it appends.
    /// </summary>
    /// <exception cref="ArgumentException">They are empty or numbered otherwise.</exception>
    public static void RequireNumbering(long expectedVersion, IReadOnlyList<JournalEntry> entries)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
            throw new ArgumentException("An append needs at least one entry.", nameof(entries));
        for (var i = 0; i < entries.Count; i++)
        {
            var next = expectedVersion + 1 + i;
            if (entries[i].Seq != next)
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Entry {entries[i].Seq} stands where entry {next} is due."),
                    nameof(entries)
                );
        }
    }

    /// <summary>
    /// The hash before a conversation's first entry: of the text <c>baton-journal:</c>, the tenant with a slash if there is one, and the
    /// conversation's id.
    /// </summary>
    public static byte[] StartHash(ConversationId conversation, TenantId tenant = default) =>
        HashOf("baton-journal:" + PathOf(tenant) + conversation.Value);

    /// <summary>What stands before an id, so that the same id in two tenants is two; empty without a tenant.</summary>
    internal static string PathOf(TenantId tenant) => tenant.IsNone ? "" : tenant.Value + "/";

    internal static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Replaces the hash before an entry by the hash after it.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <param name="line">The entry as <see cref="Write"/> gives it.</param>
    public static void ExtendHash(Span<byte> hash, ReadOnlySpan<byte> line)
    {
        if (line.Length <= SmallLine)
        {
            // One call into the hash is several times faster than the three of an incremental one.
            Span<byte> whole = stackalloc byte[HashBytes + SmallLine];
            hash.CopyTo(whole);
            line.CopyTo(whole[HashBytes..]);
            SHA256.HashData(whole[..(HashBytes + line.Length)], hash);
            return;
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(hash);
        sha.AppendData(line);
        sha.GetHashAndReset(hash);
    }
}
