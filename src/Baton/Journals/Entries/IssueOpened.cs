using System.Text.Json.Serialization;
using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;
using Baton.Journals.Issues;

namespace Baton.Journals.Entries;

/// <summary>An issue was added to the ledger.</summary>
public sealed record IssueOpened : JournalEntry
{
    // Few entries have any of it, and so all of it is one object.
    private readonly IssueExtras extras = IssueExtras.None;

    /// <summary>Its number.</summary>
    public required IssueId Issue { get; init; }

    /// <summary>What it is about, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The participant that is to solve it.</summary>
    public required string Owner { get; init; }

    /// <summary>Its status.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>Its category, if the opener gave one.</summary>
    public string? Category { get; init; }

    /// <summary>The opener's confidence in owner and category, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>What the opener knew of it in one sentence, if that says more than the title.</summary>
    public string? Summary { get; init; }

    /// <summary>The participant that opened it.</summary>
    public required string By { get; init; }

    /// <summary>The transfer call that opened it, if one did.</summary>
    public CallId? CallId { get; init; }

    /// <summary>Additional limits on whoever works on it; null for none.</summary>
    [JsonInclude]
    internal Constraint? Constraints
    {
        get => extras.Constraints;
        init => extras = ReferenceEquals(extras.Constraints, value) ? extras : extras with { Constraints = value };
    }

    /// <summary>True if this makes the conversation sensitive: it is never summarised from then on.</summary>
    public bool? Sensitive
    {
        get => extras.Sensitive;
        init => extras = extras.Sensitive == value ? extras : extras with { Sensitive = value };
    }

    /// <summary>Notes for the owner from whoever opened it; null for none.</summary>
    public IReadOnlyList<string>? Notes
    {
        get => extras.Notes;
        init => extras = ReferenceEquals(extras.Notes, value) ? extras : extras with { Notes = value };
    }

    /// <summary>Other agents that whoever opened it considered; null for none.</summary>
    [JsonInclude]
    internal IReadOnlyList<Alternative>? Alternatives
    {
        get => extras.Alternatives;
        init => extras = ReferenceEquals(extras.Alternatives, value) ? extras : extras with { Alternatives = value };
    }

    /// <summary>Why it has its status, if somebody gave a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>The priority, if one was given.</summary>
    public IssuePriority? Priority
    {
        get => extras.Priority;
        init => extras = extras.Priority == value ? extras : extras with { Priority = value };
    }

    /// <summary>The outcome, if whoever ended it gave one.</summary>
    public string? Outcome
    {
        get => extras.Outcome;
        init => extras = extras.Outcome == value ? extras : extras with { Outcome = value };
    }

    /// <summary>The agent that was named for it while its owner gets it first; null for none.</summary>
    public string? Suggested
    {
        get => extras.Suggested;
        init => extras = extras.Suggested == value ? extras : extras with { Suggested = value };
    }

    /// <summary>The <c>update_issue</c> call that opened it, if one did.</summary>
    public CallId? UpdateCall
    {
        get => extras.UpdateCall;
        init => extras = extras.UpdateCall == value ? extras : extras with { UpdateCall = value };
    }

    /// <summary>True if that call set the status: an answer in the same stretch then does not settle the issue.</summary>
    public bool? Stated
    {
        get => extras.Stated;
        init => extras = extras.Stated == value ? extras : extras with { Stated = value };
    }

    /// <summary>The <c>message_routed</c> entry that gave it to its owner without a model, if one did.</summary>
    public long? Routed
    {
        get => extras.Routed;
        init => extras = extras.Routed == value ? extras : extras with { Routed = value };
    }

    /// <summary>The router's choice, if a model gave the issue to its owner and the router was asked; null otherwise.</summary>
    [JsonInclude]
    internal RouterOpinion? SecondOpinion
    {
        get => extras.SecondOpinion;
        init => extras = ReferenceEquals(extras.SecondOpinion, value) ? extras : extras with { SecondOpinion = value };
    }

    /// <summary>The arguments of its call that could not be read and were left out, by name; null for none.</summary>
    [JsonInclude]
    internal IReadOnlyList<string>? Dropped
    {
        get => extras.Dropped;
        init => extras = ReferenceEquals(extras.Dropped, value) ? extras : extras with { Dropped = value };
    }

    /// <summary>Sets what few entries have at once.</summary>
    internal IssueExtras Extras
    {
        init => extras = value;
    }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [$"issue {Issue} for {Owner}: {Title}{(Suggested is null ? "" : $" (suggested for {Suggested})")}"];
}
