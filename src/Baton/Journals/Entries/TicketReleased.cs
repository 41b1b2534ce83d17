namespace Baton.Journals.Entries;

/// <summary>A person gave a ticket back to its desk, for somebody else there.</summary>
public sealed record TicketReleased : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who had it.</summary>
    public required string By { get; init; }

    /// <summary>What colleagues are told beside it; null for nothing.</summary>
    public string? Note { get; init; }
}
