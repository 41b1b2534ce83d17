using Baton.Journals;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;
using Baton.Oracle.Records;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Running;

/// <summary>
/// The store as one process has it: it notes what was done, fails as the world has it, and is the place where processes die.
/// </summary>
internal sealed class SimulatedStore(RunningWorld running, SimulatedProcess process) : IJournal
{
    private readonly IJournal inner = running.Shared.JournalOf(process);

    public bool KeepsSnapshots => inner.KeepsSnapshots;

    public ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) =>
        ChangeAsync(
            nameof(IJournal.AppendAsync),
            async () =>
            {
                // The caller may use its list again.
                IReadOnlyList<JournalEntry> appended = [.. entries];
                var isKept = await inner.AppendAsync(conversation, expectedVersion, appended, due, lease, CancellationToken.None);
                running.Recorder.AddEntries(conversation, appended, due?.At, process.Number);
                return isKept;
            }
        );

    public ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    ) =>
        ChangeAsync(
            nameof(IJournal.SetDueAsync),
            async () =>
            {
                var isKept = await inner.SetDueAsync(conversation, expectedVersion, due, lease, CancellationToken.None);
                running.Recorder.Add(new Happening.DueSet(conversation.Value, due?.At), process.Number);
                return isKept;
            }
        );

    public ValueTask<ConversationHead> ReadHeadAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        ReadAsync(nameof(IJournal.ReadHeadAsync), () => inner.ReadHeadAsync(conversation, CancellationToken.None));

    public IAsyncEnumerable<ConversationHead> ListLeasedAsync(string team, CancellationToken cancellationToken = default) =>
        ListAsync(nameof(IJournal.ListLeasedAsync), () => inner.ListLeasedAsync(team, CancellationToken.None));

    public async ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    ) =>
        await ChangeAsync(
            nameof(IJournal.RenewLeasesAsync),
            async () =>
            {
                await inner.RenewLeasesAsync(lease, conversations, CancellationToken.None);
                return true;
            }
        );

    public ValueTask<bool> PutInInboxAsync(
        ConversationId conversation,
        InboxMessage message,
        CancellationToken cancellationToken = default
    ) => ChangeAsync(nameof(IJournal.PutInInboxAsync), () => inner.PutInInboxAsync(conversation, message, CancellationToken.None));

    public ValueTask<IReadOnlyList<InboxMessage>> ReadInboxAsync(
        ConversationId conversation,
        CancellationToken cancellationToken = default
    ) => ReadAsync(nameof(IJournal.ReadInboxAsync), () => inner.ReadInboxAsync(conversation, CancellationToken.None));

    public async ValueTask RemoveFromInboxAsync(
        ConversationId conversation,
        MessageId message,
        CancellationToken cancellationToken = default
    ) =>
        await ChangeAsync(
            nameof(IJournal.RemoveFromInboxAsync),
            async () =>
            {
                await inner.RemoveFromInboxAsync(conversation, message, CancellationToken.None);
                return true;
            }
        );

    public IAsyncEnumerable<JournalEntry> ReadAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => ListAsync(nameof(IJournal.ReadAsync), () => inner.ReadAsync(conversation, fromSeq, CancellationToken.None));

    public ValueTask<JournalSnapshot?> ReadSnapshotAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        ReadAsync(nameof(IJournal.ReadSnapshotAsync), () => inner.ReadSnapshotAsync(conversation, CancellationToken.None));

    public async ValueTask KeepSnapshotAsync(
        ConversationId conversation,
        JournalSnapshot snapshot,
        CancellationToken cancellationToken = default
    ) =>
        await ChangeAsync(
            nameof(IJournal.KeepSnapshotAsync),
            async () =>
            {
                await inner.KeepSnapshotAsync(conversation, snapshot, CancellationToken.None);
                return true;
            }
        );

    public IAsyncEnumerable<JournalEntry> FollowAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => inner.FollowAsync(conversation, fromSeq, cancellationToken);

    public ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        ReadAsync(nameof(IJournal.VerifyAsync), () => inner.VerifyAsync(conversation, CancellationToken.None));

    public IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default) =>
        ListAsync(nameof(IJournal.ListAsync), () => inner.ListAsync(CancellationToken.None));

    public IAsyncEnumerable<Waiting> ListWaitingAsync(CancellationToken cancellationToken = default) =>
        ListAsync(nameof(IJournal.ListWaitingAsync), () => inner.ListWaitingAsync(CancellationToken.None));

    public IAsyncEnumerable<DueConversation> ListDueAsync(string team, DateTimeOffset by, CancellationToken cancellationToken = default) =>
        ListAsync(nameof(IJournal.ListDueAsync), () => inner.ListDueAsync(team, by, CancellationToken.None));

    public ValueTask<DateTimeOffset?> NextDueAsync(string team, DateTimeOffset after, CancellationToken cancellationToken = default) =>
        ReadAsync(nameof(IJournal.NextDueAsync), () => inner.NextDueAsync(team, after, CancellationToken.None));

    public ValueTask<IReadOnlyList<StateValue>> ReadStateAsync(
        IReadOnlyList<StatePlace> places,
        CancellationToken cancellationToken = default
    ) => ReadAsync(nameof(IJournal.ReadStateAsync), () => inner.ReadStateAsync(places, CancellationToken.None));

    public ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    ) =>
        ChangeAsync(
            nameof(IJournal.UpdateStateAsync),
            async () =>
            {
                IReadOnlyList<StateChange>? changes = null;
                var made = await inner.UpdateStateAsync(id, places, values => changes = update(values), CancellationToken.None);
                for (var place = 0; changes is not null && place < made.Count; place++)
                {
                    var at = changes[place].Place;
                    var scope = at.Scope.ToString().ToLowerInvariant();
                    running.Recorder.Add(
                        new Happening.StateChanged(id, scope, at.Owner, at.Key, made[place].Revision, made[place].Value!.ToElement()),
                        process.Number
                    );
                }

                return made;
            }
        );

    public ValueTask<Erasure?> EraseAsync(
        IReadOnlyList<ConversationHead> conversations,
        CustomerId? customer,
        ErasureNote note,
        CancellationToken cancellationToken = default
    ) => ChangeAsync(nameof(IJournal.EraseAsync), () => inner.EraseAsync(conversations, customer, note, CancellationToken.None));

    public IAsyncEnumerable<KeptItem> ListKeptAsync(ConversationId conversation, CancellationToken cancellationToken = default) =>
        ListAsync(nameof(IJournal.ListKeptAsync), () => inner.ListKeptAsync(conversation, CancellationToken.None));

    public IAsyncEnumerable<KeptItem> ListKeptAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ListAsync(nameof(IJournal.ListKeptAsync), () => inner.ListKeptAsync(customer, CancellationToken.None));

    public IAsyncEnumerable<Erasure> ListErasuresAsync(CancellationToken cancellationToken = default) =>
        ListAsync(nameof(IJournal.ListErasuresAsync), () => inner.ListErasuresAsync(CancellationToken.None));

    private async ValueTask<T> ChangeAsync<T>(string operation, Func<ValueTask<T>> change)
    {
        var dies = await process.BeginEffectAsync();
        var fault = running.Shared.NextFault();
        if (fault is StoreFault.Before or StoreFault.Full || running.Shared.IsAway)
            throw Failed(operation, fault, "before");
        if (fault == StoreFault.Slow)
        {
            running.Recorder.Add(new Happening.StoreFailed(operation, "slow"), process.Number);
            await process.WaitAsync(TimeSpan.FromSeconds(3), CancellationToken.None);
        }

        var result = await change();
        await process.EndEffectAsync(dies);
        return fault == StoreFault.Behind ? throw Failed(operation, fault, "after") : result;
    }

    private async ValueTask<T> ReadAsync<T>(string operation, Func<ValueTask<T>> read)
    {
        await BeginReadAsync(operation);
        var result = await read();
        await process.EndEffectAsync(dies: false);
        return result;
    }

    private async IAsyncEnumerable<T> ListAsync<T>(string operation, Func<IAsyncEnumerable<T>> list)
    {
        await BeginReadAsync(operation);
        await foreach (var item in list())
            yield return item;
        await process.EndEffectAsync(dies: false);
    }

    private async ValueTask BeginReadAsync(string operation)
    {
        if (!process.IsAlive)
            await SimulatedProcess.Never();
        if (running.Shared.IsAway)
            throw Failed(operation, null, "before");
    }

    private JournalException Failed(string operation, StoreFault? fault, string kind)
    {
        running.Recorder.Add(new Happening.StoreFailed(operation, kind), process.Number);
        return new JournalException(fault == StoreFault.Full ? JournalFault.Full : JournalFault.Unavailable, "The store failed.");
    }
}
