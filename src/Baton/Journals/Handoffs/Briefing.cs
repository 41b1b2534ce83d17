using System.Text.Json.Serialization;
using Baton.Journals.Constraints;

namespace Baton.Journals.Handoffs;

/// <summary>
/// What travels with a handoff: the history, the task, the classification and the constraints. <c>docs/briefing.schema.json</c> describes
/// its JSON, and <c>HandoffReport</c> shows all of it.
/// </summary>
public sealed record Briefing
{
    /// <summary>The version of this form. Version 1 had neither task, nor classification, nor constraints.</summary>
    public int Version { get; init; } = 2;

    /// <summary>The sender's account in one sentence; derived from the ledger if the sender gave none.</summary>
    public required string Summary { get; init; }

    /// <summary>The issues that the receiver is to work on.</summary>
    public required IReadOnlyList<IssueId> Issues { get; init; }

    /// <summary>Which part of the journal the receiver reads word for word, which as a summary, and why.</summary>
    [JsonInclude]
    [JsonRequired]
    internal BriefedHistory History { get; init; } = BriefedHistory.None;

    /// <summary>What is to be done and what was tried; null in version 1.</summary>
    [JsonInclude]
    internal TaskContext? Task { get; init; }

    /// <summary>What kind of handoff it is and who decided it; null in version 1.</summary>
    [JsonInclude]
    internal Classification? Classification { get; init; }

    /// <summary>
    /// The limits on the receiver for these issues, in addition to its own grants: the conversation's limits combined with the issues'.
    /// Null for none.
    /// </summary>
    [JsonInclude]
    internal Constraint? Constraints { get; init; }

    /// <summary>Replies that were held back: the customer has not read them. Null for none.</summary>
    [JsonInclude]
    internal IReadOnlyList<DraftReply>? Drafts { get; init; }
}
