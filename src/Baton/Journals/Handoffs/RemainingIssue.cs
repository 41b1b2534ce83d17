namespace Baton.Journals.Handoffs;

/// <summary>An issue that has not ended at the time of a handoff.</summary>
internal sealed record RemainingIssue
{
    /// <summary>Its number.</summary>
    public required IssueId Issue { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Its owner.</summary>
    public required string Owner { get; init; }

    /// <summary>Its status.</summary>
    public required IssueStatus Status { get; init; }
}
