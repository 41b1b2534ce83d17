namespace Baton.Journals.Entries;

/// <summary>
/// A customer was told something while the answer is still to come: that it takes longer than usual, or how far a tool is.
/// </summary>
internal sealed record StillWorking : JournalEntry
{
    /// <summary>Who holds the baton, or whose tool told it.</summary>
    public required string Participant { get; init; }

    /// <summary>The tool call that told it; null if it was sent because time passed.</summary>
    public CallId? CallId { get; init; }

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
