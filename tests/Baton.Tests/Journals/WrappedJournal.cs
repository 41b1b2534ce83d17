using Baton.Journals;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Tests.Journals;

/// <summary>A journal that leaves everything to one in memory, for tests that change one thing of it.</summary>
/// <param name="inner">The journal that does the work.</param>
internal abstract class WrappedJournal(IJournal inner) : IJournal
{
    protected IJournal Inner { get; } = inner;

    public TenantId Tenant => Inner.Tenant;

    public virtual ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) => Inner.AppendAsync(conversation, expectedVersion, entries, due, lease, cancellationToken);

    public virtual ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) => Inner.SetDueAsync(conversation, expectedVersion, due, lease, cancellationToken);

    public virtual ValueTask<ConversationHead> ReadHeadAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        Inner.ReadHeadAsync(conversation, cancellationToken);

    public virtual IAsyncEnumerable<ConversationHead> ListLeasedAsync(string team, CancellationToken cancellationToken = default) =>
        Inner.ListLeasedAsync(team, cancellationToken);

    public virtual ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    ) => Inner.RenewLeasesAsync(lease, conversations, cancellationToken);

    public virtual ValueTask<bool> PutInInboxAsync(
        ConversationId conversation,
        InboxMessage message,
        CancellationToken cancellationToken = default
    ) => Inner.PutInInboxAsync(conversation, message, cancellationToken);

    public virtual ValueTask<IReadOnlyList<InboxMessage>> ReadInboxAsync(
        ConversationId conversation,
        CancellationToken cancellationToken = default
    ) => Inner.ReadInboxAsync(conversation, cancellationToken);

    public virtual ValueTask RemoveFromInboxAsync(
        ConversationId conversation,
        MessageId message,
        CancellationToken cancellationToken = default
    ) => Inner.RemoveFromInboxAsync(conversation, message, cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> ReadAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => Inner.ReadAsync(conversation, fromSeq, cancellationToken);

    public virtual bool KeepsSnapshots => Inner.KeepsSnapshots;

    public virtual ValueTask<JournalSnapshot?> ReadSnapshotAsync(
        ConversationId conversation,
        CancellationToken cancellationToken = default
    ) => Inner.ReadSnapshotAsync(conversation, cancellationToken);

    public virtual ValueTask KeepSnapshotAsync(
        ConversationId conversation,
        JournalSnapshot snapshot,
        CancellationToken cancellationToken = default
    ) => Inner.KeepSnapshotAsync(conversation, snapshot, cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> FollowAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => Inner.FollowAsync(conversation, fromSeq, cancellationToken);

    public virtual ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        Inner.VerifyAsync(conversation, cancellationToken);

    public virtual IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default) =>
        Inner.ListAsync(cancellationToken);

    public virtual IAsyncEnumerable<Waiting> ListWaitingAsync(CancellationToken cancellationToken = default) =>
        Inner.ListWaitingAsync(cancellationToken);

    public virtual IAsyncEnumerable<DueConversation> ListDueAsync(
        string team,
        DateTimeOffset by,
        CancellationToken cancellationToken = default
    ) => Inner.ListDueAsync(team, by, cancellationToken);

    public virtual ValueTask<DateTimeOffset?> NextDueAsync(
        string team,
        DateTimeOffset after,
        CancellationToken cancellationToken = default
    ) => Inner.NextDueAsync(team, after, cancellationToken);

    public virtual ValueTask<IReadOnlyList<StateValue>> ReadStateAsync(
        IReadOnlyList<StatePlace> places,
        CancellationToken cancellationToken = default
    ) => Inner.ReadStateAsync(places, cancellationToken);

    public virtual ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    ) => Inner.UpdateStateAsync(id, places, update, cancellationToken);

    public virtual ValueTask<Erasure?> EraseAsync(
        IReadOnlyList<ConversationHead> conversations,
        CustomerId? customer,
        ErasureNote note,
        CancellationToken cancellationToken = default
    ) => Inner.EraseAsync(conversations, customer, note, cancellationToken);

    public virtual IAsyncEnumerable<KeptItem> ListKeptAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        Inner.ListKeptAsync(conversation, cancellationToken);

    public virtual IAsyncEnumerable<KeptItem> ListKeptAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Inner.ListKeptAsync(customer, cancellationToken);

    public virtual IAsyncEnumerable<Erasure> ListErasuresAsync(CancellationToken cancellationToken = default) =>
        Inner.ListErasuresAsync(cancellationToken);
}
