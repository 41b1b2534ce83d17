using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Tests.Journals;

namespace Baton.Tests.Waking;

/// <summary>A journal in memory that keeps snapshots, and counts the entries that are read from it.</summary>
internal sealed class SnapshotJournal() : WrappedJournal(new InMemoryJournal())
{
    private readonly Dictionary<ConversationId, JournalSnapshot> snapshots = [];

    public override bool KeepsSnapshots => true;

    /// <summary>Replaces what is read of a snapshot; null reads none.</summary>
    public Func<JournalSnapshot, JournalSnapshot?> Reading { get; set; } = snapshot => snapshot;

    public int SnapshotsKept { get; private set; }

    public int SnapshotsRead { get; private set; }

    public long EntriesRead { get; private set; }

    public JournalSnapshot? Last { get; private set; }

    public override ValueTask<JournalSnapshot?> ReadSnapshotAsync(
        ConversationId conversation,
        CancellationToken cancellationToken = default
    )
    {
        var snapshot = snapshots.TryGetValue(conversation, out var kept) ? Reading(kept) : null;
        SnapshotsRead += snapshot is null ? 0 : 1;
        return ValueTask.FromResult(snapshot);
    }

    public override ValueTask KeepSnapshotAsync(
        ConversationId conversation,
        JournalSnapshot snapshot,
        CancellationToken cancellationToken = default
    )
    {
        SnapshotsKept++;
        Last = snapshots[conversation] = snapshot;
        return ValueTask.CompletedTask;
    }

    public override async IAsyncEnumerable<JournalEntry> ReadAsync(
        ConversationId conversation,
        long fromSeq = 1,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var entry in base.ReadAsync(conversation, fromSeq, cancellationToken))
        {
            EntriesRead++;
            yield return entry;
        }
    }
}
