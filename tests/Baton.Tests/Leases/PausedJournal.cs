using Baton.Journals;
using Baton.Tests.Journals;

namespace Baton.Tests.Leases;

/// <summary>A store as one process has it, that stands still for a while: what it does then happens when it goes on.</summary>
internal sealed class PausedJournal(IJournal inner) : WrappedJournal(inner)
{
    private TaskCompletionSource going = Going();

    public void Pause() => going = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Continue() => going.SetResult();

    public override async ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        await going.Task;
        return await base.AppendAsync(conversation, expectedVersion, entries, due, lease, cancellationToken);
    }

    public override async ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    )
    {
        await going.Task;
        await base.RenewLeasesAsync(lease, conversations, cancellationToken);
    }

    private static TaskCompletionSource Going()
    {
        var going = new TaskCompletionSource();
        going.SetResult();
        return going;
    }
}
