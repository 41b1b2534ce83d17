using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Deciding.Escalations;

/// <summary>A reason why whoever holds the baton should not go on. Everybody who finds one escalates by it, and by nothing else.</summary>
/// <param name="Trigger">What fired.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record Escalation(FailureCause Trigger, string Reason)
{
    /// <summary>Who is asked first, by name; null for the ladder alone.</summary>
    public string? Target { get; init; }

    /// <summary>The one issue that goes to a desk, while the rest stays with agents; null for all that the holder has, and at a desk for all.</summary>
    public IssueId? Issue { get; init; }

    /// <summary>The rule that fired, by name.</summary>
    public string? Rule { get; init; }

    /// <summary>How sure the holder was of its reply, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure it had to be.</summary>
    public double? Threshold { get; init; }

    /// <summary>The sequence number of the reply that was held back.</summary>
    public long? Draft { get; init; }

    /// <summary>The history that did not fit its receiver.</summary>
    public BriefedHistory? History { get; init; }
}
