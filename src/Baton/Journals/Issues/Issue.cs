using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;
using Baton.Journals.Issues;

namespace Baton;

/// <summary>One thing the customer wants solved.</summary>
public sealed record Issue
{
    // Most changes are of the status. The rest is shared by all states of the issue until one changes it.
    private readonly IssueBackground background = IssueBackground.None;

    /// <summary>Its number in the conversation.</summary>
    public required IssueId Id { get; init; }

    /// <summary>What it is about, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The participant that is to solve it.</summary>
    public required string Owner { get; init; }

    /// <summary>Its status.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>Its category, if somebody gave one.</summary>
    public string? Category
    {
        get => background.Category;
        init => background = background.Category == value ? background : background with { Category = value };
    }

    /// <summary>The confidence of whoever gave it to its owner, from 0 to 1; null if none was given.</summary>
    public double? Confidence
    {
        get => background.Confidence;
        init => background = background.Confidence == value ? background : background with { Confidence = value };
    }

    /// <summary>What whoever gave it to its owner knew of it, in one sentence; null if the title says it.</summary>
    public string? Summary
    {
        get => background.Summary;
        init => background = background.Summary == value ? background : background with { Summary = value };
    }

    /// <summary>Limits on whoever works on it.</summary>
    [JsonInclude]
    internal Constraint Constraints
    {
        get => background.Constraints;
        init => background = ReferenceEquals(background.Constraints, value) ? background : background with { Constraints = value };
    }

    /// <summary>Why it has its status, if somebody gave a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Its priority, if somebody gave one.</summary>
    public IssuePriority? Priority
    {
        get => background.Priority;
        init => background = background.Priority == value ? background : background with { Priority = value };
    }

    /// <summary>Its outcome: what whoever ended it said, otherwise why it ended. Null until it has ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>The participant that added it to the ledger; empty if unknown.</summary>
    public string RaisedBy
    {
        get => background.RaisedBy;
        init => background = background.RaisedBy == value ? background : background with { RaisedBy = value };
    }

    /// <summary>The customer's message that was being answered when it was raised.</summary>
    public MessageId? RaisedIn
    {
        get => background.RaisedIn;
        init => background = background.RaisedIn == value ? background : background with { RaisedIn = value };
    }

    /// <summary>The sequence number of that message's entry; null if <see cref="RaisedIn"/> is null.</summary>
    public long? RaisedAt
    {
        get => background.RaisedAt;
        init => background = background.RaisedAt == value ? background : background with { RaisedAt = value };
    }

    /// <summary>
    /// The agent that was named for it while another got it first, as the strategy <see cref="IssueStrategy.OneSpecialist"/> does. It gets
    /// the issue if that one declines it. Null for none.
    /// </summary>
    public string? Suggested
    {
        get => background.Suggested;
        init => background = background.Suggested == value ? background : background with { Suggested = value };
    }

    /// <summary>Whether its owner postponed it: it rests until the customer's next message.</summary>
    internal bool IsResting { get; init; }

    /// <summary>The transfer call that gave it to its owner, so that a restart does not carry it out twice.</summary>
    internal CallId? GivenBy
    {
        get => background.GivenBy;
        init => background = background.GivenBy == value ? background : background with { GivenBy = value };
    }

    /// <summary>The <c>message_routed</c> entry that gave it to its owner; null if a participant did.</summary>
    internal long? RoutedBy
    {
        get => background.RoutedBy;
        init => background = background.RoutedBy == value ? background : background with { RoutedBy = value };
    }

    /// <summary>The router's choice.</summary>
    internal RouterOpinion? SecondOpinion
    {
        get => background.SecondOpinion;
        init => background = ReferenceEquals(background.SecondOpinion, value) ? background : background with { SecondOpinion = value };
    }

    /// <summary>Who gave it to its owner; null if nobody did.</summary>
    internal DecidedBy? DecidedBy
    {
        get => background.DecidedBy;
        init => background = ReferenceEquals(background.DecidedBy, value) ? background : background with { DecidedBy = value };
    }

    /// <summary>Other agents that were considered when it was given to its owner.</summary>
    internal Newest<Alternative> Alternatives
    {
        get => background.Alternatives;
        init => background = ReferenceEquals(background.Alternatives, value) ? background : background with { Alternatives = value };
    }

    /// <summary>Comments on it, which stay with the issue.</summary>
    internal Newest<Note> Notes { get; init; } = Newest<Note>.None;

    /// <summary>Notes of whoever gave it away. They travel with the next handoff of the issue and are then removed here.</summary>
    internal Newest<Note> HandoffNotes { get; init; } = Newest<Note>.None;

    /// <summary>What was tried on it.</summary>
    internal Newest<TriedStep> Tried { get; init; } = Newest<TriedStep>.None;

    /// <summary>Those who escalated it or declined its ticket. They are asked last if it escalates again.</summary>
    internal ImmutableHashSet<string> PassedOnBy
    {
        get => background.PassedOnBy;
        init => background = ReferenceEquals(background.PassedOnBy, value) ? background : background with { PassedOnBy = value };
    }

    /// <summary>What people have allowed its owner beyond its limits and grants.</summary>
    internal ImmutableList<Permission> Granted
    {
        get => background.Granted;
        init => background = ReferenceEquals(background.Granted, value) ? background : background with { Granted = value };
    }

    /// <summary>How it was raised and given to its owner, and its limits: all at once, which costs one object.</summary>
    internal IssueBackground Background
    {
        get => background;
        init => background = value;
    }

    /// <summary>Whether work on it has ended: resolved, escalated or declined.</summary>
    public bool IsEnded => Status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined;

    /// <summary>Whether its owner can go on with it now, without input from anybody.</summary>
    public bool IsActionable => !IsResting && (Status is IssueStatus.Open or IssueStatus.InProgress);
}
