using Baton.Journals.Handoffs;
using Baton.States.Issues;

namespace Baton.States.Handoffs;

/// <summary>Derives from the ledger what the receiver of a handoff is to do, so that no sender can leave anything out.</summary>
internal static class TaskDerivation
{
    /// <summary>Derives the task.</summary>
    /// <param name="ledger">The ledger as the baton moves.</param>
    /// <param name="receiver">Who gets the baton.</param>
    /// <param name="issues">The issues that are handed over.</param>
    /// <param name="summary">The handoff's summary. It is the goal if no issue is handed over.</param>
    public static TaskContext Of(Ledger ledger, string receiver, IReadOnlyList<IssueId> issues, string summary)
    {
        var handed = new List<Issue>(issues.Count);
        for (var index = 0; index < issues.Count; index++)
            handed.Add(ledger.Find(issues[index])!);
        return new TaskContext
        {
            Goal =
                handed.Count == 0 ? summary
                : handed.Count == 1 ? handed[0].Title
                : string.Join("; ", handed.Select(issue => issue.Title)),
            Tried = StepsOn(handed),
            TriedBefore = Counted(handed, static issue => issue.Tried.Before),
            Remaining = RemainingFor(ledger, receiver),
            Notes = handed.TrueForAll(HasNoNotes)
                ? null
                : [.. handed.SelectMany(issue => issue.Notes.Items.AddRange(issue.HandoffNotes.Items)).Distinct()],
            NotesBefore = Counted(handed, static issue => issue.Notes.Before + issue.HandoffNotes.Before),
        };
    }

    private static bool HasNoNotes(Issue issue) => issue.Notes.Items.IsEmpty && issue.HandoffNotes.Items.IsEmpty;

    // A step on several issues is listed once.
    private static IReadOnlyList<TriedStep>? StepsOn(List<Issue> handed) =>
        handed.TrueForAll(static issue => issue.Tried.Items.IsEmpty) ? null
        // The steps on one issue are in this order.
        : handed is [var only] ? only.Tried.Items
        : StepsOnSeveral(handed);

    private static List<TriedStep> StepsOnSeveral(List<Issue> handed) =>
        [
            .. handed
                .SelectMany(issue => issue.Tried.Items.Select(step => (Step: step, issue.Id)))
                .GroupBy(tried => tried.Step, tried => tried.Id)
                .Select(on => on.Count() == handed.Count ? on.Key : on.Key with { Issues = [.. on] })
                .OrderBy(step => step.Entry),
        ];

    // The receiver's own come first.
    private static RemainingIssue[]? RemainingFor(Ledger ledger, string receiver)
    {
        if (ledger.Unended.IsEmpty)
            return null;
        var (remaining, count) = (new RemainingIssue[ledger.Unended.Length], 0);
        foreach (var issue in ledger.Unended)
        {
            if (issue.Owner == receiver)
                remaining[count++] = Remaining(issue);
        }

        foreach (var issue in ledger.Unended)
        {
            if (issue.Owner != receiver)
                remaining[count++] = Remaining(issue);
        }

        return remaining;
    }

    private static RemainingIssue Remaining(Issue issue) =>
        new()
        {
            Issue = issue.Id,
            Title = issue.Title,
            Owner = issue.Owner,
            Status = issue.Status,
        };

    private static int? Counted(List<Issue> handed, Func<Issue, int> count)
    {
        var all = 0;
        foreach (var issue in handed)
            all += count(issue);
        return all > 0 ? all : null;
    }
}
