namespace Baton.Journals.Entries;

/// <summary>A person handed a conversation back to an agent.</summary>
internal sealed record TicketClosed : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who handed it back.</summary>
    public required string By { get; init; }

    /// <summary>The agent that goes on.</summary>
    public required string To { get; init; }

    /// <summary>What was done, for that agent.</summary>
    public required string Report { get; init; }

    /// <summary>Whether the ticket's issues are solved; if not, the agent goes on with them.</summary>
    public required bool Resolved { get; init; }

    /// <summary>
    /// True if the agent goes on at once although the customer waits for nothing: a person has answered, asks nothing, and hands back what
    /// is not solved. Null otherwise.
    /// </summary>
    public bool? GoesOn { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [$"{By} closed ticket {Ticket.Value} ({(Resolved ? "resolved" : "handed back")}): {Report}"];
}
