using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Journals;

/// <summary>
/// A store of conversations. For each it keeps an append-only, hash-chained list of entries and, in the same transaction, when something
/// falls due next, what waits for a person and who works on it. Beside them it keeps messages that wait for that one, and the values that
/// conversations share. To write your own, use <see cref="JournalCodec"/>, <see cref="WaitingList"/> and <see cref="LeaseUse"/>, and pass
/// <c>JournalConformance</c> in <c>Baton.Testing</c>.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Whose conversations and shared values it holds. All ids are the tenant's own: the same one in two tenants is two. Default:
    /// <see cref="TenantId.None"/>.
    /// </summary>
    TenantId Tenant => TenantId.None;

    /// <summary>
    /// The part of the same store that belongs to a tenant, for a runtime of that tenant. Nothing of it is seen from any other part. It
    /// shares the connections of this journal and ends with it, so it need not be disposed.
    /// </summary>
    /// <param name="tenant">The tenant; one that the store has not met yet has nothing in it.</param>
    /// <exception cref="NotSupportedException">The store keeps no tenants apart. Default.</exception>
    IJournal ForTenant(TenantId tenant) =>
        tenant == Tenant
            ? this
            : throw new NotSupportedException($"{GetType().Name} keeps no tenants apart. Give each a store of its own.");

    /// <summary>
    /// Appends entries, replaces the conversation's due time and uses its lease: all happen or none. A <c>message_received</c> takes the
    /// message of its id out of the inbox. When the call returns they are durable: they survive the death of process and machine.
    /// </summary>
    /// <param name="conversation">The conversation. The first append creates it.</param>
    /// <param name="expectedVersion">The sequence number of the last entry that the caller knows; 0 for a new conversation.</param>
    /// <param name="entries">At least one entry, numbered from <paramref name="expectedVersion"/> + 1 without gaps.</param>
    /// <param name="due">When something falls due next; null when nothing does.</param>
    /// <param name="lease">What becomes of the lease. Default: the caller has none, and the append is refused if anybody has it.</param>
    /// <param name="cancellationToken">Stops waiting. The append may have happened all the same.</param>
    /// <returns>Whether the lease was to be given back and was kept, because messages wait in the inbox.</returns>
    /// <exception cref="JournalException">Nothing was changed; <see cref="JournalException.Fault"/> says why:
    /// <see cref="JournalFault.Conflict"/> when another writer was first or the lease forbids it, so read again and decide
    /// anew.</exception>
    /// <exception cref="ArgumentException">The entries are empty or numbered otherwise.</exception>
    ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Does the same where there is no entry to append: the due time had been worked out from other limits, or the lease alone changes
    /// hands.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="expectedVersion">The sequence number of the last entry that the caller knows.</param>
    /// <param name="due">When something falls due next; null when nothing does.</param>
    /// <param name="lease">As in <see cref="AppendAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting. The change may have happened all the same.</param>
    /// <returns>As in <see cref="AppendAsync"/>.</returns>
    /// <exception cref="JournalException">Nothing was changed; <see cref="JournalFault.Conflict"/> when somebody has appended since or the
    /// lease forbids it.</exception>
    ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads where a conversation stands, all of it at one moment.</summary>
    ValueTask<ConversationHead> ReadHeadAsync(ConversationId conversation, CancellationToken cancellationToken = default);

    /// <summary>Lists a team's conversations that somebody works on. The team is the one of the due time that was set last.</summary>
    IAsyncEnumerable<ConversationHead> ListLeasedAsync(string team, CancellationToken cancellationToken = default);

    /// <summary>
    /// Raises the beat of an owner's leases, so that watchers see that it lives. Leases that it does not have stay as they are.
    /// </summary>
    /// <param name="lease">The owner and the new beat.</param>
    /// <param name="conversations">The conversations.</param>
    /// <param name="cancellationToken">Stops waiting. The leases may have been renewed all the same.</param>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Puts a message into the inbox of a conversation if somebody has the lease: that one finds it when it gives the lease back. One whose
    /// id is there already is not put again. When the call returns the message is durable.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops waiting. The message may have been put all the same.</param>
    /// <returns>Whether it is in the inbox; false if nobody has the lease.</returns>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    ValueTask<bool> PutInInboxAsync(ConversationId conversation, InboxMessage message, CancellationToken cancellationToken = default);

    /// <summary>Reads the inbox of a conversation, in the order in which messages were put.</summary>
    ValueTask<IReadOnlyList<InboxMessage>> ReadInboxAsync(ConversationId conversation, CancellationToken cancellationToken = default);

    /// <summary>Takes a message out of the inbox that does not become an entry. One that is not there changes nothing.</summary>
    ValueTask RemoveFromInboxAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the entries that are there now, in order, from <paramref name="fromSeq"/> on; none for an unknown conversation.
    /// </summary>
    IAsyncEnumerable<JournalEntry> ReadAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default);

    /// <summary>Whether it keeps snapshots of long conversations. Default: no, so that they take longer to wake.</summary>
    bool KeepsSnapshots => false;

    /// <summary>
    /// Reads the snapshot of a conversation that was kept last; null if there is none, or if it does not fit the entries.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<JournalSnapshot?> ReadSnapshotAsync(ConversationId conversation, CancellationToken cancellationToken = default) => new();

    /// <summary>
    /// Keeps a snapshot in place of the one before. It is not kept if the conversation's last entry is another than the snapshot's.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">Stops waiting. The snapshot may be kept all the same.</param>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    ValueTask KeepSnapshotAsync(ConversationId conversation, JournalSnapshot snapshot, CancellationToken cancellationToken = default) =>
        ValueTask.CompletedTask;

    /// <summary>Reads as <see cref="ReadAsync"/> does, then waits for more, also from other processes, until cancelled.</summary>
    IAsyncEnumerable<JournalEntry> FollowAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    );

    /// <summary>Recomputes the hash chain of a conversation and compares it with what is stored.</summary>
    ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default);

    /// <summary>Lists the conversations, the most recently opened first.</summary>
    IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the tickets and approvals that wait for a person, those of one conversation together and in the order in which they came.
    /// </summary>
    IAsyncEnumerable<Waiting> ListWaitingAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists a team's conversations that are due at <paramref name="by"/> or earlier, the earliest first.</summary>
    /// <remarks>A due time that is set while the list is read, and is earlier than what was listed already, may be missing.</remarks>
    IAsyncEnumerable<DueConversation> ListDueAsync(string team, DateTimeOffset by, CancellationToken cancellationToken = default);

    /// <summary>
    /// The first moment after <paramref name="after"/> at which a conversation of the team is due; null when there is none.
    /// </summary>
    ValueTask<DateTimeOffset?> NextDueAsync(string team, DateTimeOffset after, CancellationToken cancellationToken = default);

    /// <summary>Reads shared values as they stand at one moment.</summary>
    /// <param name="places">What to read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The values, in the order of the places; <see cref="StateValue.None"/> where nothing was written.</returns>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<StateValue>> ReadStateAsync(IReadOnlyList<StatePlace> places, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes shared values in one transaction: nobody else writes to the places between what <paramref name="update"/> is given and what
    /// it returns, and either all of its changes are made or none. Each change adds one to the revision of its place. When the call
    /// returns, the changes survive the death of process and machine.
    /// </summary>
    /// <param name="id">
    /// Names the update for ever, over all conversations: the id of a call, or the conversation's id with a colon and more behind it, by
    /// which an erasure finds it. An update is made once: a later call with the same id returns what the first one
    /// made, and <paramref name="update"/> is not called.
    /// </param>
    /// <param name="places">The places to read and change, each once.</param>
    /// <param name="update">
    /// Is given the values in the order of the places and returns the changes in order; one place may be changed more than once. Null or an
    /// empty list changes nothing and leaves the id free. It must be quick and touch nothing else, and it may be called more than once.
    /// </param>
    /// <param name="cancellationToken">Stops waiting. The update may have happened all the same.</param>
    /// <returns>What each change made, in their order; empty when nothing was changed.</returns>
    /// <exception cref="JournalException">The store cannot be written, and nothing was changed.</exception>
    ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Erases conversations with everything that is kept of them, and what a customer's conversations share: all or nothing. When the call
    /// returns, none of it is left in the store, and what others have of it in memory no longer fits. It also ends an erasure that a crash
    /// cut off, even if there is nothing to erase this time.
    /// </summary>
    /// <param name="conversations">The conversations as they were read: one that has changed since is a conflict.</param>
    /// <param name="customer">Whose shared state goes too; null to leave all of it.</param>
    /// <param name="note">Who erases, when and why.</param>
    /// <param name="cancellationToken">Stops waiting. The erasure may have happened all the same.</param>
    /// <returns>The record of it; null if there was nothing to erase.</returns>
    /// <exception cref="JournalException"><see cref="JournalFault.Conflict"/>: nothing was erased, because a conversation has grown or is
    /// in other hands. <see cref="JournalFault.Busy"/>: others read or write for too long; erase again.</exception>
    ValueTask<Erasure?> EraseAsync(
        IReadOnlyList<ConversationHead> conversations,
        CustomerId? customer,
        ErasureNote note,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Lists all that <see cref="EraseAsync"/> would erase of a conversation, place by place, as it stands at one moment.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    IAsyncEnumerable<KeptItem> ListKeptAsync(ConversationId conversation, CancellationToken cancellationToken = default);

    /// <summary>Lists all that <see cref="EraseAsync"/> would erase of a customer beside the conversations.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    IAsyncEnumerable<KeptItem> ListKeptAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>Lists the erasures in order, as far as their chain is whole.</summary>
    /// <exception cref="JournalException"><see cref="JournalFault.Corrupt"/>: one was changed or removed.</exception>
    IAsyncEnumerable<Erasure> ListErasuresAsync(CancellationToken cancellationToken = default);
}
