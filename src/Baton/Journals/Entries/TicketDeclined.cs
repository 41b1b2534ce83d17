namespace Baton.Journals.Entries;

/// <summary>A desk declined a ticket. The ticket is closed there, and the next rung of the ladder is asked.</summary>
internal sealed record TicketDeclined : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who declined it.</summary>
    public required string By { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{By} declined ticket {Ticket.Value}: {Reason}"];
}
