using Baton.Handoffs.Histories;
using Baton.Issues;

namespace Baton.Handoffs;

/// <summary>What travels with a handoff.</summary>
public sealed record Briefing
{
    /// <summary>The version of this form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The sender's account in one sentence; derived from the ledger when the sender said nothing.</summary>
    public required string Summary { get; init; }

    /// <summary>The issues that the receiver is to work on.</summary>
    public required IReadOnlyList<IssueId> Issues { get; init; }

    /// <summary>Which part of the journal the receiver reads word for word, which as a summary, and why.</summary>
    public required BriefedHistory History { get; init; }
}
