using Baton.Journals.Constraints;

namespace Baton.Journals.Handoffs;

/// <summary>
/// What travels with a handoff: the history, the task, the classification and the constraints. Its JSON is that of
/// <c>docs/briefing.schema.json</c>.
/// </summary>
public sealed record Briefing
{
    /// <summary>The version of this form. Version 1 had neither task, nor classification, nor constraints.</summary>
    public int Version { get; init; } = 2;

    /// <summary>The sender's account in one sentence; derived from the ledger when the sender said nothing.</summary>
    public required string Summary { get; init; }

    /// <summary>The issues that the receiver is to work on.</summary>
    public required IReadOnlyList<IssueId> Issues { get; init; }

    /// <summary>Which part of the journal the receiver reads word for word, which as a summary, and why.</summary>
    public required BriefedHistory History { get; init; }

    /// <summary>What is to be done and what was tried; null in version 1.</summary>
    public TaskContext? Task { get; init; }

    /// <summary>What kind of handoff it is and who decided it; null in version 1.</summary>
    public Classification? Classification { get; init; }

    /// <summary>What limits the receiver on these issues, beside its own grants: the conversation's limits met with the issues'. Null for nothing.</summary>
    public Constraint? Constraints { get; init; }

    /// <summary>Replies that were held back: the customer has not read them. Null for none.</summary>
    public IReadOnlyList<DraftReply>? Drafts { get; init; }
}
