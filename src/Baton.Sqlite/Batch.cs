using System.Globalization;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>One append as it is stored.</summary>
/// <param name="First">The first entry's sequence number.</param>
/// <param name="Last">The last entry's sequence number.</param>
/// <param name="Hash">The hash after the last entry.</param>
/// <param name="Body">The entries' lines.</param>
internal sealed record Batch(long First, long Last, byte[] Hash, byte[] Body)
{
    public const byte LineBreak = (byte)'\n';

    /// <summary>Why it cannot be decrypted; null if it can.</summary>
    public string? Problem { get; private init; }

    /// <summary>The batch in a row of its place, first number, hash and body.</summary>
    public static Batch In(Statement row)
    {
        var (place, first) = (row.Int64(0), row.Int64(1));
        return
            row.TryContent(2, new ContentCell(ContentColumn.Hash, place), out var hash)
            && row.TryContent(3, new ContentCell(ContentColumn.Body, place), out var body)
            ? new Batch(first, Place.SeqOf(place), hash.ToArray(), body.ToArray())
            : new Batch(first, Place.SeqOf(place), [], [])
            {
                Problem = "the entries there were changed or moved after they were encrypted",
            };
    }

    /// <summary>
    /// Reads the entries from <paramref name="next"/> on; <paramref name="path"/> and <paramref name="conversation"/> are for the words of
    /// a failure.
    /// </summary>
    public List<JournalEntry> Entries(long next, string path, ConversationId conversation)
    {
        if (Problem is not null)
            throw Damaged(path, conversation, First, Problem);
        var entries = new List<JournalEntry>();
        var seq = First;
        foreach (var line in Body.AsSpan().Split(LineBreak))
        {
            if (seq >= next)
                entries.Add(Entry(Body.AsSpan(line), seq, path, conversation));
            seq++;
        }

        return seq == Last + 1 ? entries : throw Damaged(path, conversation, First, $"the batch to {Last} holds {seq - First} entries");
    }

    /// <summary>Replaces the hash before the batch by the one after it; false if that is not the batch's own.</summary>
    public bool Continues(Span<byte> hash)
    {
        foreach (var line in Body.AsSpan().Split(LineBreak))
            JournalCodec.ExtendHash(hash, Body.AsSpan(line));
        return hash.SequenceEqual(Hash);
    }

    public static JournalException Damaged(string path, ConversationId conversation, long seq, string what) =>
        new(
            JournalFault.Corrupt,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The journal '{path}' is damaged at entry {seq} of conversation '{conversation}': {what}. Restore it from a backup."
            )
        );

    private static JournalEntry Entry(ReadOnlySpan<byte> line, long seq, string path, ConversationId conversation)
    {
        JournalEntry entry;
        try
        {
            entry = JournalCodec.Read(line);
        }
        catch (JournalException error)
        {
            throw new JournalException(
                error.Fault,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Entry {seq} of conversation '{conversation}' in the journal '{path}' cannot be read. {error.Message}"
                ),
                error
            );
        }

        return entry.Seq == seq ? entry : throw Damaged(path, conversation, seq, $"the entry there has number {entry.Seq}");
    }
}
