namespace Baton.Journals;

/// <summary>When something falls due in a conversation, and whose runtime handles it.</summary>
public readonly record struct Due
{
    /// <summary>Creates a due time.</summary>
    /// <param name="team">The team that serves the conversation.</param>
    /// <param name="at">The moment; kept in UTC and rounded up to the millisecond, so that no process acts too early.</param>
    /// <param name="of">What falls due, as a word; the journal does not interpret it.</param>
    public Due(string team, DateTimeOffset at, string of)
    {
        ArgumentException.ThrowIfNullOrEmpty(team);
        ArgumentNullException.ThrowIfNull(of);
        var moment = TimestampJsonConverter.Truncate(at);
        (Team, At, Of) = (team, moment == at ? moment : moment.Later(TimeSpan.FromMilliseconds(1)), of);
    }

    /// <summary>The team that serves the conversation. A store may hold conversations of several teams.</summary>
    public string Team { get; }

    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What falls due.</summary>
    public string Of { get; }
}

/// <summary>A conversation in which something falls due.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="At">When, in UTC, to the millisecond.</param>
/// <param name="Of">What falls due, in the word of whoever set it.</param>
/// <param name="Version">The sequence number of the last entry when it was set.</param>
public readonly record struct DueConversation(ConversationId Conversation, DateTimeOffset At, string Of, long Version);
