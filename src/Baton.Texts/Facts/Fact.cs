namespace Baton.Texts.Facts;

/// <summary>A piece of a conversation that must survive a summary word for word.</summary>
public sealed record Fact
{
    /// <summary>What kind of fact it is.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>The piece, word for word.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// A value that is equal for texts of one kind with the same meaning: <c>8th of March</c> and <c>March 8th</c>, <c>$20</c> and <c>20
    /// dollars</c>. Not for display.
    /// </summary>
    public required string Value { get; init; }

    /// <summary>Who said it.</summary>
    public required string Speaker { get; init; }

    /// <summary>Whether the customer said it.</summary>
    public required bool IsCustomer { get; init; }

    /// <summary>The sequence number of the journal entry that holds it.</summary>
    public required long Seq { get; init; }

    /// <summary>The question that it answers, word for word; null if it was said without being asked.</summary>
    public string? Question { get; init; }

    /// <summary>Whether a later value replaced it: the customer corrected it, or answered the same question again.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Whether the customer said it in a correction: "actually", "I meant".</summary>
    internal bool IsCorrection { get; init; }

    /// <summary>Whether it is almost the whole answer.</summary>
    internal bool IsWholeAnswer { get; init; }

    /// <summary>
    /// Whether the kind is so clearly defined that no summary may leave the fact out: all kinds except names, answers and other words.
    /// </summary>
    internal bool IsExact => Kind is not (FactKind.Name or FactKind.Answer or FactKind.Other);
}
