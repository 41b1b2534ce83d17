namespace Baton.Journals;

/// <summary>
/// Where conversations are kept: for each an append-only, hash-chained line of entries. Write your own by passing the conformance
/// suite in <c>Baton.Testing</c>.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Appends entries, all or none. When the call returns they are durable: they survive the death of process and machine.
    /// </summary>
    /// <param name="conversation">Whose journal. The first append makes it.</param>
    /// <param name="expectedVersion">The sequence number of the last entry that the caller knows; 0 for a new conversation.</param>
    /// <param name="entries">At least one entry, numbered <paramref name="expectedVersion"/> + 1 and on.</param>
    /// <param name="cancellationToken">Gives up waiting. The append may have happened all the same.</param>
    /// <exception cref="JournalException">Nothing was appended; <see cref="JournalException.Fault"/> says why:
    /// <see cref="JournalFault.Conflict"/> when another writer was first, so read again and decide anew.</exception>
    /// <exception cref="ArgumentException">The entries are empty or numbered otherwise.</exception>
    ValueTask AppendAsync(ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>Reads what is there now, in order, from <paramref name="fromSeq"/> on; nothing for an unknown conversation.</summary>
    IAsyncEnumerable<JournalEntry> ReadAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default);

    /// <summary>Reads as <see cref="ReadAsync"/> does, then waits for more, also from other processes, until cancelled.</summary>
    IAsyncEnumerable<JournalEntry> FollowAsync(ConversationId conversation, long fromSeq = 1, CancellationToken cancellationToken = default);

    /// <summary>Recomputes the hash chain of a conversation and compares it with what is stored.</summary>
    ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default);

    /// <summary>Lists the conversations, the most recently opened first.</summary>
    IAsyncEnumerable<ConversationId> ListAsync(CancellationToken cancellationToken = default);
}
