namespace Baton.Journals.Handoffs;

/// <summary>
/// What the receiver is to do and what was done already. Everything but the notes is derived from the journal, so that no sender can
/// take anything away.
/// </summary>
public sealed record TaskContext
{
    /// <summary>What the customer wants: the titles of the issues handed over, or the summary where there is none.</summary>
    public required string Goal { get; init; }

    /// <summary>What was tried on these issues, in the order of the journal: the newest 40 steps of each. Null for nothing.</summary>
    public IReadOnlyList<TriedStep>? Tried { get; init; }

    /// <summary>How many steps came before <see cref="Tried"/>, counted for each issue. Null for none.</summary>
    public int? TriedBefore { get; init; }

    /// <summary>The conversation's issues that have not ended as the baton moves, the receiver's first. Null for none.</summary>
    public IReadOnlyList<RemainingIssue>? Remaining { get; init; }

    /// <summary>
    /// What whoever gave these issues away wants the receiver to know beside what was said, and what was added to them: the newest 40 of each
    /// issue. What came with a transfer is gone after the receiver's stretch. Null for nothing.
    /// </summary>
    public IReadOnlyList<Note>? Notes { get; init; }

    /// <summary>How many notes came before <see cref="Notes"/>, counted for each issue. Null for none.</summary>
    public int? NotesBefore { get; init; }
}
