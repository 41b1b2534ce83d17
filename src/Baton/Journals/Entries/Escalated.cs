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

    /// <summary>The rule that fired; null when something else did.</summary>
    public string? Rule { get; init; }

    /// <summary>How sure the agent was of its reply, from 0 to 1; null when something else fired, or when it did not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure it has to be; null when something else fired.</summary>
    public double? Threshold { get; init; }

    /// <summary>The sequence number of the <see cref="ModelCallEnded"/> whose text is held back from the customer; null for none.</summary>
    public long? Draft { get; init; }
}
