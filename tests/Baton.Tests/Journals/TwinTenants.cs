using Baton.Journals;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Tests.Journals;

/// <summary>A tenant's journal beside another tenant that does the same, under the same ids and a moment before.</summary>
internal sealed class TwinTenants(IJournal store) : WrappedJournal(store.ForTenant(new TenantId("one"))), IAsyncDisposable
{
    private readonly IJournal twin = store.ForTenant(new TenantId("two"));

    public IJournal Store => store;

    public override async ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        await DoAsync(() => twin.AppendAsync(conversation, expectedVersion, entries, due, lease, CancellationToken.None).AsTask());
        return await base.AppendAsync(conversation, expectedVersion, entries, due, lease, cancellationToken);
    }

    public override async ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        await DoAsync(() => twin.SetDueAsync(conversation, expectedVersion, due, lease, CancellationToken.None).AsTask());
        return await base.SetDueAsync(conversation, expectedVersion, due, lease, cancellationToken);
    }

    public override async ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    )
    {
        await DoAsync(() => twin.RenewLeasesAsync(lease, conversations, CancellationToken.None).AsTask());
        await base.RenewLeasesAsync(lease, conversations, cancellationToken);
    }

    public override async ValueTask<bool> PutInInboxAsync(
        ConversationId conversation,
        InboxMessage message,
        CancellationToken cancellationToken = default
    )
    {
        await DoAsync(() => twin.PutInInboxAsync(conversation, message, CancellationToken.None).AsTask());
        return await base.PutInInboxAsync(conversation, message, cancellationToken);
    }

    public override async ValueTask RemoveFromInboxAsync(
        ConversationId conversation,
        MessageId message,
        CancellationToken cancellationToken = default
    )
    {
        await DoAsync(() => twin.RemoveFromInboxAsync(conversation, message, CancellationToken.None).AsTask());
        await base.RemoveFromInboxAsync(conversation, message, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    )
    {
        // It has other values under the same ids, so that one who reads the wrong tenant's is found.
        var other = JsonText.Parse("\"the twin's\"");
        await DoAsync(() =>
            twin.UpdateStateAsync(id, places, _ => [.. places.Select(place => new StateChange(place, other))], CancellationToken.None)
                .AsTask()
        );
        return await base.UpdateStateAsync(id, places, update, cancellationToken);
    }

    public override async ValueTask<Erasure?> EraseAsync(
        IReadOnlyList<ConversationHead> conversations,
        CustomerId? customer,
        ErasureNote note,
        CancellationToken cancellationToken = default
    )
    {
        await DoAsync(() => twin.EraseAsync(conversations, customer, note, CancellationToken.None).AsTask());
        return await base.EraseAsync(conversations, customer, note, cancellationToken);
    }

    public ValueTask DisposeAsync() => store is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;

    // The twin may be refused what the checks want to be refused, or lose a race that the other wins.
    private static async Task DoAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception refusal) when (refusal is JournalException or ArgumentException)
        {
            Assert.NotEqual("", refusal.Message);
        }
    }
}
