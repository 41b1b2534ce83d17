namespace Baton.Journals.Entries;

/// <summary>A person is done with a ticket, and an agent has the conversation again.</summary>
public sealed record TicketClosed : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who is done with it.</summary>
    public required string By { get; init; }

    /// <summary>The agent that goes on.</summary>
    public required string To { get; init; }

    /// <summary>What was done, for that agent.</summary>
    public required string Report { get; init; }

    /// <summary>Whether the ticket's issues are solved; else the agent goes on with them.</summary>
    public required bool Resolved { get; init; }

    /// <summary>
    /// True when the agent goes on at once although the customer waits for nothing: a person has answered them, asks them nothing, and hands back
    /// what is not solved. Null otherwise.
    /// </summary>
    public bool? GoesOn { get; init; }
}
