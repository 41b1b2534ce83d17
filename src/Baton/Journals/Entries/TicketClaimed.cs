namespace Baton.Journals.Entries;

/// <summary>A person took a ticket: nobody else acts on it until it is released.</summary>
internal sealed record TicketClaimed : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who took it.</summary>
    public required string By { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{By} claimed ticket {Ticket.Value}"];
}
