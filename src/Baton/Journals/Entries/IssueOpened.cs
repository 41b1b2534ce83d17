using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>An issue was added to the ledger.</summary>
public sealed record IssueOpened : JournalEntry
{
    /// <summary>Its number.</summary>
    public required IssueId Issue { get; init; }

    /// <summary>What it is about, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Who is to solve it.</summary>
    public required string Owner { get; init; }

    /// <summary>Where it stands.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>What kind of issue it is, when the opener said so.</summary>
    public string? Category { get; init; }

    /// <summary>How sure the opener was of owner and category, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>What the opener knew of it in one sentence, when that says more than the title.</summary>
    public string? Summary { get; init; }

    /// <summary>The participant who opened it.</summary>
    public required string By { get; init; }

    /// <summary>The transfer call that opened it, if one did.</summary>
    public CallId? CallId { get; init; }

    /// <summary>What limits whoever works on it from now on, beside what limited it before; null for nothing more.</summary>
    public Constraint? Constraints { get; init; }

    /// <summary>True when this makes the conversation sensitive: it is never summarised from then on.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>What whoever gives it to its owner wants known beside what was said; null for nothing.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Whom else whoever gives it to its owner thought of; null for nobody.</summary>
    public IReadOnlyList<Alternative>? Alternatives { get; init; }

    /// <summary>Why it stands where it does, when somebody said so.</summary>
    public string? Reason { get; init; }

    /// <summary>How soon it is worked on, when that was said.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>What came of it, when whoever ended it said so.</summary>
    public string? Outcome { get; init; }

    /// <summary>The agent that was named for it while its owner gets it first; null for nobody.</summary>
    public string? Suggested { get; init; }

    /// <summary>The <c>update_issue</c> call that asked for it, if one did.</summary>
    public CallId? UpdateCall { get; init; }

    /// <summary>True when that call said where the issue stands: an answer in the same stretch does not settle it then.</summary>
    public bool? Stated { get; init; }

    /// <summary>The <c>message_routed</c> entry that gave it to its owner without a model, if one did.</summary>
    public long? Routed { get; init; }

    /// <summary>To whom the router would have given it, when a model gave it to its owner and the router was asked; null otherwise.</summary>
    public RouterOpinion? SecondOpinion { get; init; }
}
