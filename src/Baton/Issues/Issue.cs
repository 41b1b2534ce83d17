namespace Baton.Issues;

/// <summary>One thing the customer wants solved.</summary>
/// <param name="Id">Its number in the conversation.</param>
/// <param name="Title">What it is about, in one sentence.</param>
/// <param name="Owner">The participant who is to solve it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Category">What kind of issue it is, when somebody said so.</param>
/// <param name="Reason">Why it stands where it does, when somebody said so.</param>
public sealed record Issue(IssueId Id, string Title, string Owner, IssueStatus Status, string? Category = null, string? Reason = null)
{
    /// <summary>Whether work on it has ended: resolved, escalated or declined.</summary>
    public bool IsEnded => Status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined;

    /// <summary>Whether its owner can go on without hearing from anybody.</summary>
    public bool IsActionable => Status is IssueStatus.Open or IssueStatus.InProgress;
}
