namespace Baton.Journals.Entries;

/// <summary>A person gave a ticket back to its desk, for somebody else there.</summary>
internal sealed record TicketReleased : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who had it.</summary>
    public required string By { get; init; }

    /// <summary>A note for colleagues; null for none.</summary>
    public string? Note { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{By} released ticket {Ticket.Value}{(Note is null ? "" : $": {Note}")}"];
}
