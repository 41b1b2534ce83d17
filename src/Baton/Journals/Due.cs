namespace Baton.Journals;

/// <summary>When something falls due in a conversation, and whose runtime is to look at it then.</summary>
public readonly record struct Due
{
    /// <summary>Says when something falls due.</summary>
    /// <param name="team">The team that serves the conversation.</param>
    /// <param name="at">The moment; kept in UTC and rounded up to the millisecond, so that nobody comes too early.</param>
    /// <param name="of">What falls due, as a word; the journal only keeps it.</param>
    public Due(string team, DateTimeOffset at, string of)
    {
        ArgumentException.ThrowIfNullOrEmpty(team);
        ArgumentNullException.ThrowIfNull(of);
        var moment = TimestampJsonConverter.Truncate(at);
        (Team, At, Of) = (team, moment == at ? moment : moment.AddMilliseconds(1), of);
    }

    /// <summary>The team that serves the conversation: a store may hold those of several.</summary>
    public string Team { get; }

    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What falls due.</summary>
    public string Of { get; }
}

/// <summary>A conversation in which something falls due.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="At">When, in UTC, to the millisecond.</param>
/// <param name="Of">What, as whoever said it named it.</param>
/// <param name="Version">The sequence number of the last entry when that was said.</param>
public readonly record struct DueConversation(ConversationId Conversation, DateTimeOffset At, string Of, long Version);
