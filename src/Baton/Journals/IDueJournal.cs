namespace Baton.Journals;

/// <summary>
/// A journal that also knows of each conversation when something falls due in it next, so that nobody has to read the past to find out.
/// Baton's journals do. In another one deadlines and time limits are looked at only while a conversation is served. The conformance
/// suite in <c>Baton.Testing</c> has the checks.
/// </summary>
public interface IDueJournal : IJournal
{
    /// <summary>
    /// Appends as <see cref="IJournal.AppendAsync"/> does, and says as one with it when something falls due next: both happen or neither. An
    /// append that does not say it leaves it as it was.
    /// </summary>
    /// <param name="conversation">Whose journal.</param>
    /// <param name="expectedVersion">The sequence number of the last entry that the caller knows.</param>
    /// <param name="entries">At least one entry.</param>
    /// <param name="due">When and for whom; null for never.</param>
    /// <param name="cancellationToken">Gives up waiting. The append may have happened all the same.</param>
    /// <exception cref="JournalException">Nothing was changed; <see cref="JournalException.Fault"/> says why.</exception>
    /// <exception cref="ArgumentException">The entries are empty or numbered otherwise.</exception>
    ValueTask AppendAsync(
        ConversationId conversation, long expectedVersion, IReadOnlyList<JournalEntry> entries, Due? due, CancellationToken cancellationToken = default);

    /// <summary>Says anew when something falls due next, where there is no entry to append: what was said before came from other limits.</summary>
    /// <param name="conversation">Whose journal.</param>
    /// <param name="expectedVersion">The sequence number of the last entry that the caller knows.</param>
    /// <param name="due">When and for whom; null for never.</param>
    /// <param name="cancellationToken">Gives up waiting. The change may have happened all the same.</param>
    /// <exception cref="JournalException">Nothing was changed; <see cref="JournalFault.Conflict"/> when somebody has appended since.</exception>
    ValueTask SetDueAsync(ConversationId conversation, long expectedVersion, Due? due, CancellationToken cancellationToken = default);

    /// <summary>Lists the conversations of a team that are due by a moment, that moment included, the earliest first.</summary>
    /// <remarks>What is due earlier than what was listed already, and comes in meanwhile, is not listed any more.</remarks>
    IAsyncEnumerable<DueConversation> DueAsync(string team, DateTimeOffset by, CancellationToken cancellationToken = default);

    /// <summary>The first moment behind another at which a conversation of the team is due; null when there is none.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync(string team, DateTimeOffset after, CancellationToken cancellationToken = default);
}
