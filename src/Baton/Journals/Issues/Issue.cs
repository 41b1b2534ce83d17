using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton;

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

    /// <summary>How soon it is worked on, when somebody said so.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>What came of it: what whoever ended it said, otherwise why it ended. Null until it has ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>The participant who put it into the ledger; empty where nobody is known.</summary>
    public string RaisedBy { get; init; } = "";

    /// <summary>The customer's message that was being answered when it was raised.</summary>
    public MessageId? RaisedIn { get; init; }

    /// <summary>The sequence number of that message's entry; null where <see cref="RaisedIn"/> is.</summary>
    public long? RaisedAt { get; init; }

    /// <summary>
    /// The agent that was named for it while another was given it first, as the strategy <see cref="IssueStrategy.OneSpecialist"/> does:
    /// it gets what that one declines. Null for nobody.
    /// </summary>
    public string? Suggested { get; init; }

    /// <summary>Whether its owner said that it goes on later: it rests until the customer's next message.</summary>
    internal bool IsResting { get; init; }

    /// <summary>The transfer call that gave it to its owner, so that a restart in between does not carry it out twice.</summary>
    internal CallId? GivenBy { get; init; }

    /// <summary>The <c>message_routed</c> entry that gave it to its owner; null when somebody did.</summary>
    internal long? RoutedBy { get; init; }

    /// <summary>To whom the router would have given it.</summary>
    internal RouterOpinion? SecondOpinion { get; init; }

    /// <summary>Who gave it to its owner; null when nobody did.</summary>
    internal DecidedBy? DecidedBy { get; init; }

    /// <summary>Whom else that one thought of.</summary>
    internal Newest<Alternative> Alternatives { get; init; } = Newest<Alternative>.None;

    /// <summary>What was said of it beside moving it: it stays with the issue.</summary>
    internal Newest<Note> Notes { get; init; } = Newest<Note>.None;

    /// <summary>What whoever gave it away wants its receiver to know: it travels with the next handoff of the issue, and is gone from here then.</summary>
    internal Newest<Note> Brought { get; init; } = Newest<Note>.None;

    /// <summary>What was tried on it.</summary>
    internal Newest<TriedStep> Tried { get; init; } = Newest<TriedStep>.None;

    /// <summary>Who had it and escalated it, or declined its ticket: they are asked last when it escalates again.</summary>
    internal ImmutableHashSet<string> PassedOnBy { get; init; } = [];

    /// <summary>What people let its owner do beyond its limits and grants.</summary>
    internal ImmutableList<Permission> Granted { get; init; } = [];

    /// <summary>Whether work on it has ended: resolved, escalated or declined.</summary>
    public bool IsEnded => Status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined;

    /// <summary>Whether its owner is to go on with it, without hearing from anybody.</summary>
    public bool IsActionable => !IsResting && (Status is IssueStatus.Open or IssueStatus.InProgress);
}
