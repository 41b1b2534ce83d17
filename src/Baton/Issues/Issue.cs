using Baton.Conversations;
using Baton.Handoffs.Classifications;
using Baton.Handoffs.Constraints;
using Baton.Handoffs.Tasks;

namespace Baton.Issues;

/// <summary>One thing the customer wants solved.</summary>
public sealed record Issue
{
    /// <summary>Its number in the conversation.</summary>
    public required IssueId Id { get; init; }

    /// <summary>What it is about, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The participant who is to solve it.</summary>
    public required string Owner { get; init; }

    /// <summary>Where it stands.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>What kind of issue it is, when somebody said so.</summary>
    public string? Category { get; init; }

    /// <summary>How sure whoever gave it to its owner was, from 0 to 1; null when nobody said.</summary>
    public double? Confidence { get; init; }

    /// <summary>What whoever gave it to its owner knew of it, in one sentence; null when the title says it.</summary>
    public string? Summary { get; init; }

    /// <summary>What limits whoever works on it.</summary>
    public Constraint Constraints { get; init; } = Constraint.None;

    /// <summary>Why it stands where it does, when somebody said so.</summary>
    public string? Reason { get; init; }

    /// <summary>The transfer call that gave it to its owner, so that a restart in between does not carry it out twice.</summary>
    internal CallId? GivenBy { get; init; }

    /// <summary>Who gave it to its owner; null when nobody did.</summary>
    internal DecidedBy? DecidedBy { get; init; }

    /// <summary>Whom else that one thought of.</summary>
    internal Newest<Alternative> Alternatives { get; init; } = Newest<Alternative>.None;

    /// <summary>What everybody who passed it on wanted known.</summary>
    internal Newest<Note> Notes { get; init; } = Newest<Note>.None;

    /// <summary>What was tried on it.</summary>
    internal Newest<TriedStep> Tried { get; init; } = Newest<TriedStep>.None;

    /// <summary>Whether work on it has ended: resolved, escalated or declined.</summary>
    public bool IsEnded => Status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined;

    /// <summary>Whether its owner can go on without hearing from anybody.</summary>
    public bool IsActionable => Status is IssueStatus.Open or IssueStatus.InProgress;
}
