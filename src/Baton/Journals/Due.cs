using Baton.Conversations;

namespace Baton.Journals;

/// <summary>When something falls due in a conversation, and whose runtime is to look at it then.</summary>
public readonly record struct Due
{
    /// <summary>Says when something falls due.</summary>
    /// <param name="team">The team that serves the conversation.</param>
    /// <param name="at">The moment; kept in UTC and rounded up to the millisecond, so that nobody comes too early.</param>
    public Due(string team, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(team);
        var moment = TimestampJsonConverter.Truncate(at);
        (Team, At) = (team, moment == at ? moment : moment.AddMilliseconds(1));
    }

    /// <summary>The team that serves the conversation: a store may hold those of several.</summary>
    public string Team { get; }

    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; }
}

/// <summary>A conversation in which something falls due.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="At">When, in UTC, to the millisecond.</param>
public readonly record struct DueConversation(ConversationId Conversation, DateTimeOffset At);
