namespace Baton.Journals.Entries;

/// <summary>A person wrote something for colleagues and agents. The customer never reads it.</summary>
internal sealed record TicketNoted : JournalEntry
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Who wrote.</summary>
    public required string By { get; init; }

    /// <summary>What was written.</summary>
    public required string Text { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{By} noted: {Text}"];
}
