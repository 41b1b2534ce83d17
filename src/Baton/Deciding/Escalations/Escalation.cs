using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Deciding.Escalations;

/// <summary>Why the holder should not go on.</summary>
/// <param name="Trigger">The cause.</param>
/// <param name="Reason">The reason in a sentence.</param>
internal sealed record Escalation(FailureCause Trigger, string Reason)
{
    /// <summary>Who is asked first, by name; null for the ladder alone.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// The one issue that goes to a desk while the rest stays with agents; null for all issues of the holder, or at a desk for all issues.
    /// </summary>
    public IssueId? Issue { get; init; }

    /// <summary>The rule that fired, by name.</summary>
    public string? Rule { get; init; }

    /// <summary>The holder's confidence in its reply, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>The confidence that it needed.</summary>
    public double? Threshold { get; init; }

    /// <summary>The sequence number of the reply that was held back.</summary>
    public long? Draft { get; init; }

    /// <summary>The arguments of the agent's call that could not be read, by name; null for none.</summary>
    public IReadOnlyList<string>? Dropped { get; init; }

    /// <summary>The history that did not fit its receiver.</summary>
    public BriefedHistory? History { get; init; }
}
