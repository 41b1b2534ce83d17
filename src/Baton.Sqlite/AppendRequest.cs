using System.Buffers;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// An append on its way to the writer. It is put into bytes, and where possible hashed, on the thread of the one who appends.
/// </summary>
internal sealed class AppendRequest : TaskCompletionSource<bool>
{
    private const byte LineBreak = (byte)'\n';

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? pooled;

    private byte[]? hashBefore;
    private byte[]? hashAfter;

    public AppendRequest(StoredId id, long expectedVersion, IReadOnlyList<JournalEntry> entries, Due? due, LeaseUse? lease)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Id = id;
        ExpectedVersion = expectedVersion;
        Count = entries.Count;
        Body = Lines(entries);
        (Due, Lease, Entries) = (due, lease, entries);
        ChangesWaiting = entries.Any(WaitingList.IsChangedBy) ? [.. entries.Where(WaitingList.IsChangedBy)] : [];
    }

    /// <summary>A snapshot in place of entries.</summary>
    public AppendRequest(StoredId id, JournalSnapshot snapshot)
        : base(TaskCreationOptions.RunContinuationsAsynchronously) =>
        (Id, ExpectedVersion, Snapshot, Body, Entries, ChangesWaiting) = (id, snapshot.Version, snapshot, [], [], []);

    public StoredId Id { get; }

    public long ExpectedVersion { get; }

    public int Count { get; }

    /// <summary>The entries' lines with a line break between them.</summary>
    public byte[] Body { get; }

    /// <summary>When something falls due next; null when nothing does.</summary>
    public Due? Due { get; }

    /// <summary>What becomes of the lease; null if the caller has none.</summary>
    public LeaseUse? Lease { get; }

    /// <summary>Whether the lease was to be given back and was kept for the inbox.</summary>
    public bool IsKeptForInbox { get; set; }

    public IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>The snapshot to keep; null for entries and due times.</summary>
    public JournalSnapshot? Snapshot { get; }

    /// <summary>The entries that may change what waits for a person.</summary>
    public IReadOnlyList<JournalEntry> ChangesWaiting { get; }

    /// <summary>Why this request alone was refused, while the group goes on.</summary>
    public JournalException? Refusal { get; set; }

    /// <summary>Computes the hash ahead, on what is most likely the hash before.</summary>
    public void HashAhead(byte[] before)
    {
        hashAfter = HashFrom(before);
        hashBefore = before;
    }

    /// <summary>The hash after the entries, given the true hash before them.</summary>
    public byte[] HashAfter(byte[] before) =>
        hashAfter is not null && hashBefore.AsSpan().SequenceEqual(before) ? hashAfter : HashFrom(before);

    private byte[] HashFrom(byte[] before)
    {
        var hash = before.ToArray();
        if (Count == 0)
            return hash;
        foreach (var line in Body.AsSpan().Split(LineBreak))
            JournalCodec.ExtendHash(hash, Body.AsSpan(line));
        return hash;
    }

    private static byte[] Lines(IReadOnlyList<JournalEntry> entries)
    {
        var buffer = pooled ?? new ArrayBufferWriter<byte>(16 * 1024);
        pooled = null;
        buffer.ResetWrittenCount();
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0)
                buffer.Write([LineBreak]);
            JournalCodec.Write(entries[i], buffer);
        }

        var body = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= 1024 * 1024)
            pooled = buffer;
        return body;
    }
}
