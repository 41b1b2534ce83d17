namespace Baton.Texts.Facts;

/// <summary>A piece of a conversation that must survive a summary word for word.</summary>
public sealed record Fact
{
    /// <summary>What kind of fact it is.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>The piece, word for word.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The same for pieces of one kind that say the same in other words: <c>8th of March</c> and <c>March 8th</c>, <c>$20</c> and
    /// <c>20 dollars</c>. Not for reading.
    /// </summary>
    public required string Value { get; init; }

    /// <summary>Who said it.</summary>
    public required string Speaker { get; init; }

    /// <summary>Whether the customer said it.</summary>
    public required bool IsCustomer { get; init; }

    /// <summary>The sequence number of the journal entry that holds it.</summary>
    public required long Seq { get; init; }

    /// <summary>The question that it answers, word for word; null when it was said without being asked.</summary>
    public string? Question { get; init; }

    /// <summary>Whether a later value took its place: the customer corrected it, or answered the same question anew.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Whether the customer said it where something was taken back: "actually", "I meant".</summary>
    internal bool IsCorrection { get; init; }

    /// <summary>Whether there was little else in the answer.</summary>
    internal bool IsWholeAnswer { get; init; }

    /// <summary>
    /// Whether the kind is defined so clearly that no summary may leave the fact out: everything but names, answers and other words.
    /// </summary>
    internal bool IsExact => Kind is not (FactKind.Name or FactKind.Answer or FactKind.Other);
}
