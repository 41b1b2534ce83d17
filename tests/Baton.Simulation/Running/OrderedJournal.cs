using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.Tests.Journals;

namespace Baton.Simulation.Running;

/// <summary>A journal on a real disk, one operation after the other.</summary>
internal sealed class OrderedJournal(IJournal inner, OrderedWork order) : WrappedJournal(inner)
{
    public override ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.AppendAsync(conversation, expectedVersion, entries, due, lease, cancellationToken));

    public override ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.SetDueAsync(conversation, expectedVersion, due, lease, cancellationToken));

    public override ValueTask<ConversationHead> ReadHeadAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        InTurn(() => base.ReadHeadAsync(conversation, cancellationToken));

    public override IAsyncEnumerable<ConversationHead> ListLeasedAsync(string team, CancellationToken cancellationToken = default) =>
        ListInTurn(() => base.ListLeasedAsync(team, cancellationToken));

    public override async ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    ) => await InTurn(() => Done(base.RenewLeasesAsync(lease, conversations, cancellationToken)));

    public override ValueTask<bool> PutInInboxAsync(
        ConversationId conversation,
        InboxMessage message,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.PutInInboxAsync(conversation, message, cancellationToken));

    public override ValueTask<IReadOnlyList<InboxMessage>> ReadInboxAsync(
        ConversationId conversation,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.ReadInboxAsync(conversation, cancellationToken));

    public override async ValueTask RemoveFromInboxAsync(
        ConversationId conversation,
        MessageId message,
        CancellationToken cancellationToken = default
    ) => await InTurn(() => Done(base.RemoveFromInboxAsync(conversation, message, cancellationToken)));

    public override IAsyncEnumerable<JournalEntry> ReadAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => ListInTurn(() => base.ReadAsync(conversation, fromSeq, cancellationToken));

    public override ValueTask<JournalSnapshot?> ReadSnapshotAsync(
        ConversationId conversation,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.ReadSnapshotAsync(conversation, cancellationToken));

    public override async ValueTask KeepSnapshotAsync(
        ConversationId conversation,
        JournalSnapshot snapshot,
        CancellationToken cancellationToken = default
    ) => await InTurn(() => Done(base.KeepSnapshotAsync(conversation, snapshot, cancellationToken)));

    public override IAsyncEnumerable<Waiting> ListWaitingAsync(CancellationToken cancellationToken = default) =>
        ListInTurn(() => base.ListWaitingAsync(cancellationToken));

    public override IAsyncEnumerable<DueConversation> ListDueAsync(
        string team,
        DateTimeOffset by,
        CancellationToken cancellationToken = default
    ) => ListInTurn(() => base.ListDueAsync(team, by, cancellationToken));

    public override ValueTask<DateTimeOffset?> NextDueAsync(
        string team,
        DateTimeOffset after,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.NextDueAsync(team, after, cancellationToken));

    public override ValueTask<IReadOnlyList<StateValue>> ReadStateAsync(
        IReadOnlyList<StatePlace> places,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.ReadStateAsync(places, cancellationToken));

    public override ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    ) => InTurn(() => base.UpdateStateAsync(id, places, update, cancellationToken));

    private async ValueTask<T> InTurn<T>(Func<ValueTask<T>> work) => await order.DoAsync(() => work().AsTask());

    private async IAsyncEnumerable<T> ListInTurn<T>(Func<IAsyncEnumerable<T>> list)
    {
        foreach (var item in await order.DoAsync(async () => await list().ToListAsync()))
            yield return item;
    }

    private static async ValueTask<bool> Done(ValueTask work)
    {
        await work;
        return true;
    }
}
