using Baton.Handoffs.Histories;
using Baton.Journals.Entries;

namespace Baton.Escalations;

/// <summary>Why no agent is to go on.</summary>
/// <param name="Trigger">What fired.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record Escalation(FailureCause Trigger, string Reason)
{
    /// <summary>Who is to take over, when that was said.</summary>
    public string? Target { get; init; }

    /// <summary>The rule that fired.</summary>
    public string? Rule { get; init; }

    public double? Confidence { get; init; }

    public double? Threshold { get; init; }

    /// <summary>The entry of the reply that is held back.</summary>
    public long? Draft { get; init; }

    public BriefedHistory? History { get; init; }
}
