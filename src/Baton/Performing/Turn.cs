using Microsoft.Extensions.AI;

namespace Baton;

/// <summary>What came of one customer message.</summary>
public sealed record Turn
{
    /// <summary>The conversation: pass it with the next message to go on.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The message that was answered.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What the customer reads.</summary>
    public required string FinalOutput { get; init; }

    /// <summary>How the turn ended.</summary>
    public required TurnOutcome Outcome { get; init; }

    /// <summary>Who holds the baton now and gets the next message.</summary>
    public required string Holder { get; init; }

    /// <summary>The conversation's issues as they stand at the end of the turn.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }

    /// <summary>
    /// Tokens used in this turn by each participant. Those that the provider had in its cache are among the tokens read, and counted apart
    /// as well.
    /// </summary>
    public required IReadOnlyDictionary<string, UsageDetails> Usage { get; init; }

    /// <summary>What they cost, as far as the team has prices (<see cref="Team.Prices"/>); null if it has none for these models.</summary>
    public UsageCost? Cost { get; init; }
}

/// <summary>How a turn ended.</summary>
public enum TurnOutcome
{
    /// <summary>The customer was answered.</summary>
    Replied,

    /// <summary>
    /// A person is to approve a tool call, or has the conversation. The turn's answer comes when they have acted; what the customer reads
    /// until then says so, and is empty while they write with a person already.
    /// </summary>
    WaitingOnPerson,

    /// <summary>The customer got an honest partial answer, since something failed.</summary>
    Degraded,
}
