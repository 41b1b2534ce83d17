using System.Text.Json.Serialization;
using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>An issue was added to the ledger.</summary>
public sealed record IssueOpened : JournalEntry
{
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
    internal Constraint? Constraints { get; init; }

    /// <summary>True if this makes the conversation sensitive: it is never summarised from then on.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>Notes for the owner from whoever opened it; null for none.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Other agents that whoever opened it considered; null for none.</summary>
    [JsonInclude]
    internal IReadOnlyList<Alternative>? Alternatives { get; init; }

    /// <summary>Why it has its status, if somebody gave a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>The priority, if one was given.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>The outcome, if whoever ended it gave one.</summary>
    public string? Outcome { get; init; }

    /// <summary>The agent that was named for it while its owner gets it first; null for none.</summary>
    public string? Suggested { get; init; }

    /// <summary>The <c>update_issue</c> call that opened it, if one did.</summary>
    public CallId? UpdateCall { get; init; }

    /// <summary>True if that call set the status: an answer in the same stretch then does not settle the issue.</summary>
    public bool? Stated { get; init; }

    /// <summary>The <c>message_routed</c> entry that gave it to its owner without a model, if one did.</summary>
    public long? Routed { get; init; }

    /// <summary>The router's choice, if a model gave the issue to its owner and the router was asked; null otherwise.</summary>
    [JsonInclude]
    internal RouterOpinion? SecondOpinion { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [$"issue {Issue} for {Owner}: {Title}{(Suggested is null ? "" : $" (suggested for {Suggested})")}"];
}
