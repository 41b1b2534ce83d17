namespace Baton.Journals.Entries;

/// <summary>The customer got an honest partial answer. It ends the turn; open issues stay open.</summary>
public sealed record Degraded : JournalEntry
{
    /// <summary>The participant who holds the baton at the end of the turn.</summary>
    public required string Participant { get; init; }

    /// <summary>The message that this answers.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What the customer reads: what was done, what was not, why, and what happens next.</summary>
    public required string Text { get; init; }

    /// <summary>Why, for operators.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override string? TextToCustomer() => Text;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"degraded {Reason}"];
}
