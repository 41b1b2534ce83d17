using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Journals;

/// <summary>
/// A journal in memory, with the values that conversations share. It ends with the process: for tests, and for conversations that need not
/// be kept.
/// </summary>
public sealed class InMemoryJournal : IJournal
{
    private readonly ConcurrentDictionary<ConversationId, InMemoryConversation> conversations = new();
    private readonly ConcurrentDictionary<ConversationId, InMemoryConversation> leased = new();
    private readonly InMemoryDues dues = new();
    private readonly InMemoryStates states = new();
    private readonly InMemoryWaiting waiting = new();
    private readonly InMemoryErasures erasures = new();
    private readonly Lock erasing = new();
    private readonly ConcurrentDictionary<TenantId, InMemoryJournal> tenants;
    private long opened;

    /// <summary>Creates an empty journal.</summary>
    public InMemoryJournal()
    {
        tenants = new() { [TenantId.None] = this };
    }

    private InMemoryJournal(TenantId tenant, ConcurrentDictionary<TenantId, InMemoryJournal> tenants) =>
        (Tenant, this.tenants) = (tenant, tenants);

    /// <inheritdoc />
    public TenantId Tenant { get; }

    /// <inheritdoc />
    public IJournal ForTenant(TenantId tenant) => tenants.GetOrAdd(tenant, static (made, all) => new InMemoryJournal(made, all), tenants);

    /// <inheritdoc />
    public ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        JournalCodec.RequireNumbering(expectedVersion, entries);
        return Append(conversation, expectedVersion, entries, due, lease, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedVersion, 1);
        return Append(conversation, expectedVersion, [], due, lease, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<ConversationHead> ReadHeadAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var before = erasures.Count;
        var head = conversations.TryGetValue(conversation, out var found) ? found.Head : new ConversationHead(conversation, 0, null, false);
        return ValueTask.FromResult(head with { Erasures = before });
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ConversationHead> ListLeasedAsync(string team, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return leased
            .Values.Where(conversation => conversation.Team == team)
            .Select(conversation => conversation.Head)
            .Where(head => head.Lease is not null)
            .OrderBy(head => head.Conversation.Value, StringComparer.Ordinal)
            .ToArray()
            .ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(conversations);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var conversation in conversations)
            Of(conversation).Renew(lease);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<bool> PutInInboxAsync(ConversationId conversation, InboxMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Of(conversation).TryPut(message));
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<InboxMessage>> ReadInboxAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<InboxMessage>>(Of(conversation).Inbox);
    }

    /// <inheritdoc />
    public ValueTask RemoveFromInboxAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Of(conversation).Remove(message);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<JournalEntry> ReadAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => Walk(conversation, fromSeq, follow: false, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<JournalEntry> FollowAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => Walk(conversation, fromSeq, follow: true, cancellationToken);

    /// <inheritdoc />
    public ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = conversations.TryGetValue(conversation, out var found) ? found.Entries : default;
        if (entries.IsEmpty)
            return ValueTask.FromResult(new JournalVerification(0, ""));
        return ValueTask.FromResult(
            new JournalVerification(entries.Length, InMemoryConversation.HeadOf(conversation, Tenant, entries.Span))
        );
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return conversations
            .Where(conversation => conversation.Value.Opened > 0)
            .OrderByDescending(conversation => conversation.Value.Opened)
            .Select(conversation => conversation.Key)
            .ToArray()
            .ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Waiting> ListWaitingAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return waiting.All.ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public IAsyncEnumerable<DueConversation> ListDueAsync(string team, DateTimeOffset by, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return dues.By(team, by).ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> NextDueAsync(string team, DateTimeOffset after, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(dues.NextAfter(team, after));
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StateValue>> ReadStateAsync(
        IReadOnlyList<StatePlace> places,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(states.Read(places));
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(states.Update(id, places, update));
    }

    /// <inheritdoc />
    public ValueTask<Erasure?> EraseAsync(
        IReadOnlyList<ConversationHead> conversations,
        CustomerId? customer,
        ErasureNote note,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(conversations);
        ArgumentNullException.ThrowIfNull(note);
        cancellationToken.ThrowIfCancellationRequested();
        lock (erasing)
        {
            var held = conversations.Select(head => (Head: head, Conversation: Of(head.Conversation))).ToList();
            try
            {
                return ValueTask.FromResult(Erase(held, customer, note));
            }
            catch (JournalException refusal)
            {
                return ValueTask.FromException<Erasure?>(refusal);
            }
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<KeptItem> ListKeptAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (conversations.TryGetValue(conversation, out var found) ? found.Kept(states) : []).ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public IAsyncEnumerable<KeptItem> ListKeptAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return states.Of(customer).Select(one => KeptItem.OfState(one.Place.Key, one.Value)).ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Erasure> ListErasuresAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return erasures.All.ToAsyncEnumerable();
    }

    private Erasure? Erase(List<(ConversationHead Head, InMemoryConversation Conversation)> held, CustomerId? customer, ErasureNote note)
    {
        var entered = 0;
        try
        {
            for (; entered < held.Count; entered++)
                held[entered].Conversation.Enter();
            foreach (var (head, conversation) in held)
                conversation.RequireUnchanged(head);
            var erased = held.Where(one => one.Head.Version > 0).Select(one => one.Conversation.Erase(states)).ToList();
            var hadState = customer is { } owner && states.Forget(owner);
            return erased.Count > 0 || hadState ? erasures.Add(note, erased) : null;
        }
        finally
        {
            while (entered > 0)
                held[--entered].Conversation.Leave();
        }
    }

    private async IAsyncEnumerable<JournalEntry> Walk(
        ConversationId conversation,
        long fromSeq,
        bool follow,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromSeq, 1);
        cancellationToken.ThrowIfCancellationRequested();
        if (!follow && !conversations.ContainsKey(conversation))
            yield break;
        var source = Of(conversation);
        var next = fromSeq - 1;
        var erased = source.Erased;
        while (source.Erased == erased)
        {
            var entries = source.Entries;
            for (; next < entries.Length; next++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entries.Span[(int)next];
            }

            if (!follow)
                yield break;
            await source.GrownBeyond(entries.Length).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask<bool> Append(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var refusal = Of(conversation).Append(expectedVersion, entries, due, lease, ref opened, out var hasInbox);
        return refusal is null ? ValueTask.FromResult(hasInbox) : ValueTask.FromException<bool>(refusal);
    }

    private InMemoryConversation Of(ConversationId conversation) =>
        conversations.GetOrAdd(conversation, id => new InMemoryConversation(id, Tenant, waiting, dues, leased));
}
