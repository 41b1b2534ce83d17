using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>The baton moved.</summary>
public sealed record HandedOff : JournalEntry
{
    /// <summary>Who held it.</summary>
    public required string From { get; init; }

    /// <summary>Who holds it now.</summary>
    public required string To { get; init; }

    /// <summary>Why.</summary>
    public required HandoffTrigger Trigger { get; init; }

    /// <summary>What kind of issue it is about.</summary>
    public string? Category { get; init; }

    /// <summary>The sender's confidence in the receiver, from 0 to 1; null if nobody gave one.</summary>
    public double? Confidence { get; init; }

    /// <summary>What the receiver is given.</summary>
    public required Briefing Briefing { get; init; }

    /// <inheritdoc />
    public override string? Actor() => From;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() => [$"{From} handed over to {To} ({Why}): {Briefing.Summary}"];

    private string Why =>
        EntryWords.Of(Trigger)
        + (Category is null ? "" : $", {Category}")
        + (Confidence is { } sure ? $", {EntryWords.Confidence(sure)}" : "");
}
