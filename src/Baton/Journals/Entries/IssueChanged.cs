using System.Text.Json.Serialization;
using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton.Journals.Entries;

/// <summary>An issue has a new owner or status.</summary>
public sealed record IssueChanged : JournalEntry
{
    /// <summary>Its number.</summary>
    public required IssueId Issue { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>The owner from now on.</summary>
    public required string Owner { get; init; }

    /// <summary>The status from now on.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>Why, if somebody gave a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>The category, if it changed.</summary>
    public string? Category { get; init; }

    /// <summary>The changer's confidence in owner and category, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>What the changer knew of it in one sentence, if it has a new owner.</summary>
    public string? Summary { get; init; }

    /// <summary>The participant that changed it.</summary>
    public required string By { get; init; }

    /// <summary>The transfer call that moved it, if one did.</summary>
    public CallId? CallId { get; init; }

    /// <summary>Additional limits on whoever works on it from now on; null for none.</summary>
    [JsonInclude]
    internal Constraint? Constraints { get; init; }

    /// <summary>True if this makes the conversation sensitive: it is never summarised from then on.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>Notes for the new owner from whoever gave it away; null for none.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Other agents that whoever gave it away considered; null for none.</summary>
    [JsonInclude]
    internal IReadOnlyList<Alternative>? Alternatives { get; init; }

    /// <summary>The priority, if one was given.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>The outcome, if whoever ended it gave one.</summary>
    public string? Outcome { get; init; }

    /// <summary>The agent that was named for it while its owner gets it first; null for none.</summary>
    public string? Suggested { get; init; }

    /// <summary>The <c>update_issue</c> call that changed it, if one did.</summary>
    public CallId? UpdateCall { get; init; }

    /// <summary>True if that call set the status: an answer in the same stretch then does not settle the issue.</summary>
    public bool? Stated { get; init; }

    /// <summary>
    /// The transfer call that raised it again while others work on it, if one did. Its words are in <see cref="Notes"/>, and nothing else
    /// changes.
    /// </summary>
    public CallId? RepeatedBy { get; init; }

    /// <summary>The <c>message_routed</c> entry that gave it to its owner without a model, if one did.</summary>
    public long? Routed { get; init; }

    /// <summary>The router's choice, if a model gave the issue to its owner and the router was asked; null otherwise.</summary>
    [JsonInclude]
    internal RouterOpinion? SecondOpinion { get; init; }

    /// <inheritdoc />
    public override string? Actor() => By;

    /// <inheritdoc />
    public override IReadOnlyList<string> Describe() =>
        [
            $"issue {Issue} "
                + (Status == IssueStatus.Open ? $"now owned by {Owner}" : EntryWords.Of(Status))
                + (Reason is null ? "" : $" ({Reason})"),
        ];
}
