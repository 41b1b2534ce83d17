using System.Globalization;
using System.Text.Json.Serialization;
using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>The holder should not go on, and the next rung of the ladder is asked.</summary>
public sealed record Escalated : JournalEntry
{
    /// <summary>The participant that should not go on.</summary>
    public required string From { get; init; }

    /// <summary>The participant that is asked to take over; null if nobody is left, and the customer gets a degraded answer.</summary>
    public string? To { get; init; }

    /// <summary>What triggered it.</summary>
    public required FailureCause Trigger { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The history that did not fit its receiver, with its figures; null for other triggers.</summary>
    [JsonInclude]
    internal BriefedHistory? History { get; init; }

    /// <summary>
    /// The issue that is escalated; null for the whole turn. If <see cref="To"/> is null, the issue ends with this, and the rest goes on.
    /// </summary>
    public IssueId? Issue { get; init; }

    /// <summary>The name of the rule that fired; null for other triggers.</summary>
    public string? Rule { get; init; }

    /// <summary>The confidence that <see cref="From"/> reported for its reply, from 0 to 1; null for other triggers.</summary>
    public double? Confidence { get; init; }

    /// <summary>The confidence that the reply needed; null for other triggers.</summary>
    public double? Threshold { get; init; }

    /// <summary>The sequence number of the reply that the customer does not read; null for none.</summary>
    public long? Draft { get; init; }

    /// <summary>The number of <see cref="To"/> on the team's ladder, from 1; null if it is not on the ladder.</summary>
    public int? Rung { get; init; }

    /// <summary>The arguments of the agent's call that could not be read and were left out, by name; null for none.</summary>
    [JsonInclude]
    internal IReadOnlyList<string>? Dropped { get; init; }

    /// <inheritdoc />
    public override string? Actor() => From;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [
            $"escalated by {From} to {To ?? "nobody"} ({EntryWords.Of(Trigger)}{(Rule is null ? "" : $" {Rule}")}): {Reason}"
                + (
                    History is { Tokens: { } tokens, Budget: { } budget }
                        ? string.Create(CultureInfo.InvariantCulture, $" ({tokens:N0} tokens, budget {budget:N0})")
                        : ""
                ),
        ];
}
