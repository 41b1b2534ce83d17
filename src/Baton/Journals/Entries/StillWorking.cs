namespace Baton.Journals.Entries;

/// <summary>A customer who has waited for long was told that the answer takes longer. The answer is still to come.</summary>
internal sealed record StillWorking : JournalEntry
{
    /// <summary>Who holds the baton.</summary>
    public required string Participant { get; init; }

    /// <summary>The message that waits for its answer.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What the customer reads.</summary>
    public required string Text { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override string? TextToCustomer() => Text;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"interim reply to the customer: {Text}"];
}
