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
        var handed = issues.Select(id => ledger.Find(id)!).ToList();
        return new TaskContext
        {
            Goal = handed.Count > 0 ? string.Join("; ", handed.Select(issue => issue.Title)) : summary,
            Tried = Filled(StepsOn(handed)),
            TriedBefore = Counted(handed.Sum(issue => issue.Tried.Before)),
            Remaining = Filled(RemainingFor(ledger, receiver)),
            Notes = Filled(handed.SelectMany(issue => issue.Notes.Items.AddRange(issue.HandoffNotes.Items)).Distinct()),
            NotesBefore = Counted(handed.Sum(issue => issue.Notes.Before + issue.HandoffNotes.Before)),
        };
    }

    // A step on several issues is listed once.
    private static IEnumerable<TriedStep> StepsOn(List<Issue> handed) =>
        handed is [var only]
            ? only.Tried.Items.OrderBy(step => step.Entry)
            : handed
                .SelectMany(issue => issue.Tried.Items.Select(step => (Step: step, issue.Id)))
                .GroupBy(tried => tried.Step, tried => tried.Id)
                .Select(on => on.Count() == handed.Count ? on.Key : on.Key with { Issues = [.. on] })
                .OrderBy(step => step.Entry);

    private static IEnumerable<RemainingIssue> RemainingFor(Ledger ledger, string receiver) =>
        ledger
            .Unended.OrderBy(issue => issue.Owner != receiver)
            .Select(issue => new RemainingIssue
            {
                Issue = issue.Id,
                Title = issue.Title,
                Owner = issue.Owner,
                Status = issue.Status,
            });

    private static List<T>? Filled<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;

    private static int? Counted(int count) => count > 0 ? count : null;
}
