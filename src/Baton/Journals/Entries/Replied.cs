namespace Baton.Journals.Entries;

/// <summary>The customer was answered. It ends the turn.</summary>
public sealed record Replied : JournalEntry
{
    /// <summary>The participant who holds the baton at the end of the turn.</summary>
    public required string Participant { get; init; }

    /// <summary>The message that this answers.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What the customer reads: every part in order.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Whether the text asks the customer something, where its last mark does not say it: true for a request without a mark, false for a
    /// courtesy or a quotation with one. Null: it asks if it ends with a question mark.
    /// </summary>
    public bool? Question { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override string? TextToCustomer() => Text;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{Participant} replied: {Text}"];
}
