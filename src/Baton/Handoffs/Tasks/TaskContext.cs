using Baton.Issues;

namespace Baton.Handoffs.Tasks;

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

    /// <summary>Derives it from the ledger.</summary>
    /// <param name="ledger">The ledger as the baton moves.</param>
    /// <param name="receiver">Who gets the baton.</param>
    /// <param name="issues">The issues that are handed over.</param>
    /// <param name="summary">The account of the handoff, for the goal where there is no issue.</param>
    internal static TaskContext Of(Ledger ledger, string receiver, IReadOnlyList<IssueId> issues, string summary)
    {
        var handed = issues.Select(id => ledger.Find(id)!).ToList();
        return new TaskContext
        {
            Goal = handed.Count > 0 ? string.Join("; ", handed.Select(issue => issue.Title)) : summary,
            Tried = Filled(StepsOn(handed)),
            TriedBefore = Counted(handed.Sum(issue => issue.Tried.Before)),
            Remaining = Filled(RemainingFor(ledger, receiver)),
            Notes = Filled(handed.SelectMany(issue => issue.Notes.Items.AddRange(issue.Brought.Items)).Distinct()),
            NotesBefore = Counted(handed.Sum(issue => issue.Notes.Before + issue.Brought.Before)),
        };
    }

    // A step on several issues stands there once.
    private static IEnumerable<TriedStep> StepsOn(List<Issue> handed) => handed is [var only]
        ? only.Tried.Items.OrderBy(step => step.Entry)
        : handed.SelectMany(issue => issue.Tried.Items.Select(step => (Step: step, issue.Id)))
            .GroupBy(tried => tried.Step, tried => tried.Id)
            .Select(on => on.Count() == handed.Count ? on.Key : on.Key with { Issues = [.. on] })
            .OrderBy(step => step.Entry);

    private static IEnumerable<RemainingIssue> RemainingFor(Ledger ledger, string receiver) => ledger.Unended
        .OrderBy(issue => issue.Owner != receiver)
        .Select(issue => new RemainingIssue { Issue = issue.Id, Title = issue.Title, Owner = issue.Owner, Status = issue.Status });

    private static List<T>? Filled<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;

    private static int? Counted(int count) => count > 0 ? count : null;
}
