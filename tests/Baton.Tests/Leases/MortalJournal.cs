using Baton.Journals;
using Baton.Tests.Journals;

namespace Baton.Tests.Leases;

/// <summary>
/// A store as one process has it. Once that process is dead nothing of it reaches the store: its work goes on in vain, and its leases stand
/// still.
/// </summary>
internal sealed class MortalJournal(IJournal inner) : WrappedJournal(inner)
{
    private volatile bool isDead;

    public void Kill() => isDead = true;

    public override ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) => isDead ? Fail<bool>() : base.AppendAsync(conversation, expectedVersion, entries, due, lease, cancellationToken);

    public override ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) => isDead ? Fail<bool>() : base.SetDueAsync(conversation, expectedVersion, due, lease, cancellationToken);

    public override ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    ) => isDead ? ValueTask.FromException(Dead()) : base.RenewLeasesAsync(lease, conversations, cancellationToken);

    public override ValueTask<bool> PutInInboxAsync(
        ConversationId conversation,
        InboxMessage message,
        CancellationToken cancellationToken = default
    ) => isDead ? Fail<bool>() : base.PutInInboxAsync(conversation, message, cancellationToken);

    private static ValueTask<T> Fail<T>() => ValueTask.FromException<T>(Dead());

    private static JournalException Dead() => new(JournalFault.Unavailable, "The process is dead.");
}
