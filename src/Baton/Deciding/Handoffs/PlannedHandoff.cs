using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton.Deciding.Handoffs;

/// <summary>A handoff before its briefing is written.</summary>
/// <param name="To">Who gets the baton.</param>
/// <param name="Trigger">Why.</param>
/// <param name="Summary">What it is about, in a sentence.</param>
/// <param name="Rule">The rule of the runtime that decided it; null if a participant did.</param>
internal readonly record struct PlannedHandoff(string To, HandoffTrigger Trigger, string Summary, string? Rule)
{
    /// <summary>The issue whose classification the briefing names.</summary>
    public Issue? Issue { get; init; }

    /// <summary>The issues that are handed over.</summary>
    public IReadOnlyList<IssueId> Issues { get; init; } = [];

    /// <summary>How the receiver reads the history; null for as its policy decides.</summary>
    public BriefedHistory? History { get; init; }

    /// <summary>What limits the receiver beside the limits of the conversation and the issue.</summary>
    public Constraint? Limits { get; init; }
}
