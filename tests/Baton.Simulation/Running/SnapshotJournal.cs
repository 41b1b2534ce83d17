using Baton.Journals;
using Baton.Tests.Journals;

namespace Baton.Simulation.Running;

/// <summary>A journal in memory that keeps snapshots, as stores on disk do.</summary>
internal sealed class SnapshotJournal() : WrappedJournal(new InMemoryJournal())
{
    private readonly Dictionary<ConversationId, JournalSnapshot> snapshots = [];

    public override bool KeepsSnapshots => true;

    public override ValueTask<JournalSnapshot?> ReadSnapshotAsync(
        ConversationId conversation,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(snapshots.GetValueOrDefault(conversation));

    public override async ValueTask KeepSnapshotAsync(
        ConversationId conversation,
        JournalSnapshot snapshot,
        CancellationToken cancellationToken = default
    )
    {
        var head = await ReadHeadAsync(conversation, cancellationToken);
        if (head.Version == snapshot.Version)
            snapshots[conversation] = snapshot;
    }
}
