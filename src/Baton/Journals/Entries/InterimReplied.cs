namespace Baton.Journals.Entries;

/// <summary>The customer was told that a person must act first. The turn goes on: its answer is still to come.</summary>
internal sealed record InterimReplied : JournalEntry
{
    /// <summary>Who holds the baton.</summary>
    public required string Participant { get; init; }

    /// <summary>The message that it responds to.</summary>
    public required MessageId Message { get; init; }

    /// <summary>What the customer reads: what the agents answered so far, then <see cref="Notice"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The runtime's own text in it.</summary>
    public required string Notice { get; init; }

    /// <inheritdoc />
    public override string? Actor() => Participant;

    /// <inheritdoc />
    public override string? TextToCustomer() => Text;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"interim reply to the customer: {Text}"];
}
