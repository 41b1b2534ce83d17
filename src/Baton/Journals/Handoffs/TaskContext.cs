namespace Baton.Journals.Handoffs;

/// <summary>
/// What the receiver is to do and what was done already. Everything except the notes is derived from the journal, so no sender can remove
/// anything.
/// </summary>
internal sealed record TaskContext
{
    /// <summary>What the customer wants: the titles of the issues handed over, or the summary if there are none.</summary>
    public required string Goal { get; init; }

    /// <summary>What was tried on these issues, in the order of the journal: the newest 40 steps of each. Null for nothing.</summary>
    public IReadOnlyList<TriedStep>? Tried { get; init; }

    /// <summary>How many steps came before <see cref="Tried"/>, counted for each issue. Null for none.</summary>
    public int? TriedBefore { get; init; }

    /// <summary>The conversation's issues that have not ended at the time of the handoff, the receiver's first. Null for none.</summary>
    public IReadOnlyList<RemainingIssue>? Remaining { get; init; }

    /// <summary>
    /// Notes for the receiver from whoever gave these issues away, and comments on the issues: the newest 40 of each issue. Notes of a
    /// transfer are gone after the receiver's stretch. Null for none.
    /// </summary>
    public IReadOnlyList<Note>? Notes { get; init; }

    /// <summary>How many notes came before <see cref="Notes"/>, counted for each issue. Null for none.</summary>
    public int? NotesBefore { get; init; }
}
