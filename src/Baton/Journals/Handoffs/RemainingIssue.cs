namespace Baton.Journals.Handoffs;

/// <summary>An issue that has not ended as the baton moves.</summary>
public sealed record RemainingIssue
{
    /// <summary>Its number.</summary>
    public required IssueId Issue { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Who is to solve it.</summary>
    public required string Owner { get; init; }

    /// <summary>Where it stands.</summary>
    public required IssueStatus Status { get; init; }
}
