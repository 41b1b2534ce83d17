using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>The holder should not go on.</summary>
public sealed record Escalated : JournalEntry
{
    /// <summary>Who should not go on.</summary>
    public required string From { get; init; }

    /// <summary>Who is asked to take over; null when nobody is left, and the customer gets a degraded answer.</summary>
    public string? To { get; init; }

    /// <summary>What fired.</summary>
    public required FailureCause Trigger { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The history that did not fit its receiver, with the figures behind that; null when something else fired.</summary>
    public BriefedHistory? History { get; init; }

    /// <summary>The issue that is escalated; null when the whole turn is. With nobody in <see cref="To"/> it ends there, and the rest goes on.</summary>
    public IssueId? Issue { get; init; }

    /// <summary>The rule that fired, by name; null when something else did.</summary>
    public string? Rule { get; init; }

    /// <summary>How sure <see cref="From"/> was of its reply, from 0 to 1; null when something else fired.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure it had to be; null when something else fired.</summary>
    public double? Threshold { get; init; }

    /// <summary>The sequence number of the reply that the customer does not read; null for none.</summary>
    public long? Draft { get; init; }

    /// <summary>Which rung of the team's ladder <see cref="To"/> is, from 1; null for who stands beside it.</summary>
    public int? Rung { get; init; }
}
