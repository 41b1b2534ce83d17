using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.Issues;

namespace Baton.States.Issues;

/// <content>This part folds the entries that open and change issues.</content>
internal sealed partial class Ledger
{
    /// <summary>The ledger after an issue was opened.</summary>
    /// <param name="opened">The entry.</param>
    /// <param name="model">The model that decided it, where known.</param>
    /// <param name="router">The router that decided it, if one did.</param>
    /// <param name="raised">The customer's message that is being answered, and its entry; null for none.</param>
    public Ledger Apply(IssueOpened opened, string? model = null, string? router = null, (MessageId In, long At)? raised = null) =>
        With(
            new Issue
            {
                Id = opened.Issue,
                Title = opened.Title,
                Owner = opened.Owner,
                Status = opened.Status,
                HandoffNotes = WithNotes(Newest<Note>.None, opened.By, opened.Notes),
                Reason = opened.Reason,
                Outcome = OutcomeOf(opened.Status, opened.Outcome, opened.Reason),
                Background = new IssueBackground
                {
                    Category = opened.Category,
                    Confidence = opened.Confidence,
                    Summary = opened.Summary,
                    GivenBy = opened.CallId,
                    RoutedBy = opened.Routed,
                    SecondOpinion = opened.SecondOpinion,
                    Constraints = opened.Constraints ?? Constraint.None,
                    DecidedBy = new DecidedBy
                    {
                        Participant = opened.By,
                        Model = model,
                        Router = router,
                    },
                    Alternatives = Among(opened.Alternatives),
                    Priority = opened.Priority,
                    Suggested = opened.Suggested,
                    RaisedBy = opened.By,
                    RaisedIn = raised?.In,
                    RaisedAt = raised?.At,
                },
                IsResting = opened is { Stated: true, Status: IssueStatus.InProgress },
            }
        );

    /// <summary>The ledger after an issue changed. What the entry does not name stays as it was.</summary>
    /// <param name="changed">The entry.</param>
    /// <param name="tried">What has been tried on it with this entry.</param>
    /// <param name="model">The model that decided it, where known.</param>
    /// <param name="router">The router that decided it, if one did.</param>
    public Ledger Apply(IssueChanged changed, Newest<TriedStep> tried, string? model = null, string? router = null)
    {
        var before = Find(changed.Issue) ?? throw new ArgumentException($"Issue {changed.Issue} was never opened.", nameof(changed));
        var isGiven = changed.CallId is not null || changed.Routed is not null;
        return With(
            before with
            {
                Owner = changed.Owner,
                Status = changed.Status,
                Reason = changed.Reason ?? before.Reason,
                Background = IsStatusAlone(before, changed)
                    ? before.Background
                    : before.Background with
                    {
                        Category = changed.Category ?? before.Category,
                        Confidence = isGiven ? changed.Confidence : changed.Confidence ?? before.Confidence,
                        Summary = changed.Summary ?? before.Summary,
                        GivenBy = changed.CallId ?? before.GivenBy,
                        RoutedBy = isGiven ? changed.Routed : before.RoutedBy,
                        SecondOpinion = isGiven ? changed.SecondOpinion : before.SecondOpinion,
                        Constraints = before.Constraints.And(changed.Constraints),
                        DecidedBy = isGiven
                            ? new DecidedBy
                            {
                                Participant = changed.By,
                                Model = model,
                                Router = router,
                            }
                            : before.DecidedBy,
                        Alternatives = isGiven ? Among(changed.Alternatives) : before.Alternatives,
                        Priority = changed.Priority ?? before.Priority,
                        Suggested = changed.Suggested ?? (changed.Owner == before.Owner ? before.Suggested : null),
                    },
                Notes = isGiven ? before.Notes : WithNotes(before.Notes, changed.By, changed.Notes),
                HandoffNotes = isGiven ? WithNotes(before.HandoffNotes, changed.By, changed.Notes) : before.HandoffNotes,
                Tried = tried,
                Outcome =
                    OutcomeOf(changed.Status, changed.Outcome, changed.Reason) ?? (before.Status == changed.Status ? before.Outcome : null),
                IsResting = changed.Status == IssueStatus.InProgress && (changed.Stated ?? before.IsResting),
            }
        );
    }

    // An answer settles an issue, and says nothing else of it.
    private static bool IsStatusAlone(Issue before, IssueChanged changed) =>
        changed
            is { CallId: null, Routed: null, Category: null, Confidence: null, Summary: null }
                and { Constraints: null, Priority: null, Suggested: null }
        && changed.Owner == before.Owner;

    private static string? OutcomeOf(IssueStatus status, string? outcome, string? reason) =>
        status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined ? outcome ?? reason : null;

    private static Newest<Note> WithNotes(Newest<Note> before, string by, IReadOnlyList<string>? notes) =>
        notes is null ? before : AddNotes(before, by, notes);

    private static Newest<Note> AddNotes(Newest<Note> before, string by, IReadOnlyList<string> notes)
    {
        foreach (var text in notes)
            before = before.Add(new Note { By = by, Text = text });
        return before;
    }

    private static Newest<Alternative> Among(IReadOnlyList<Alternative>? alternatives) =>
        alternatives is null ? Newest<Alternative>.None : Newest<Alternative>.None.Add(alternatives);
}
