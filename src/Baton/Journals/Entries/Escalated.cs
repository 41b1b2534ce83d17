using Baton.Handoffs.Histories;
using Baton.Issues;

namespace Baton.Journals.Entries;

/// <summary>The holder should not go on.</summary>
public sealed record Escalated : JournalEntry
{
    /// <summary>Who should not go on.</summary>
    public required string From { get; init; }

    /// <summary>Who takes over; null when the team names nobody, and the customer gets a degraded answer.</summary>
    public string? To { get; init; }

    /// <summary>What fired.</summary>
    public required FailureCause Trigger { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The history that did not fit its receiver, with the figures behind that; null when something else fired.</summary>
    public BriefedHistory? History { get; init; }

    /// <summary>The issue that is escalated; null when the whole turn is.</summary>
    public IssueId? Issue { get; init; }
}
