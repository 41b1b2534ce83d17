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

    /// <summary>The part of the journal that the receiver sees word for word.</summary>
    public required JournalRange History { get; init; }
}

/// <summary>A stretch of the journal, both ends included.</summary>
/// <param name="From">The first entry's sequence number.</param>
/// <param name="To">The last entry's sequence number.</param>
public readonly record struct JournalRange(long From, long To);
