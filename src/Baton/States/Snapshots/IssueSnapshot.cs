using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;

namespace Baton.States.Snapshots;

/// <summary>An issue in a snapshot.</summary>
internal sealed record IssueSnapshot
{
    public required int Id { get; init; }

    public required string Title { get; init; }

    public required string Owner { get; init; }

    public required IssueStatus Status { get; init; }

    public string? Category { get; init; }

    public double? Confidence { get; init; }

    public string? Summary { get; init; }

    public Constraint? Constraints { get; init; }

    public string? Reason { get; init; }

    public IssuePriority? Priority { get; init; }

    public string? Outcome { get; init; }

    public string? RaisedBy { get; init; }

    public MessageId? RaisedIn { get; init; }

    public long? RaisedAt { get; init; }

    public string? Suggested { get; init; }

    public bool? IsResting { get; init; }

    public CallId? GivenBy { get; init; }

    public long? RoutedBy { get; init; }

    public RouterOpinion? SecondOpinion { get; init; }

    public DecidedBy? DecidedBy { get; init; }

    public NewestSnapshot<Alternative>? Alternatives { get; init; }

    public NewestSnapshot<Note>? Notes { get; init; }

    public NewestSnapshot<Note>? HandoffNotes { get; init; }

    public NewestSnapshot<TriedStep>? Tried { get; init; }

    public IReadOnlyList<string>? PassedOnBy { get; init; }

    public IReadOnlyList<Permission>? Granted { get; init; }

    public static IssueSnapshot Of(Issue issue) =>
        new()
        {
            Id = issue.Id.Value,
            Title = issue.Title,
            Owner = issue.Owner,
            Status = issue.Status,
            Category = issue.Category,
            Confidence = issue.Confidence,
            Summary = issue.Summary,
            Constraints = issue.Constraints.IsNone ? null : issue.Constraints,
            Reason = issue.Reason,
            Priority = issue.Priority,
            Outcome = issue.Outcome,
            RaisedBy = issue.RaisedBy.Length == 0 ? null : issue.RaisedBy,
            RaisedIn = issue.RaisedIn,
            RaisedAt = issue.RaisedAt,
            Suggested = issue.Suggested,
            IsResting = issue.IsResting ? true : null,
            GivenBy = issue.GivenBy,
            RoutedBy = issue.RoutedBy,
            SecondOpinion = issue.SecondOpinion,
            DecidedBy = issue.DecidedBy,
            Alternatives = NewestSnapshot<Alternative>.Of(issue.Alternatives),
            Notes = NewestSnapshot<Note>.Of(issue.Notes),
            HandoffNotes = NewestSnapshot<Note>.Of(issue.HandoffNotes),
            Tried = NewestSnapshot<TriedStep>.Of(issue.Tried),
            PassedOnBy = issue.PassedOnBy.IsEmpty ? null : [.. issue.PassedOnBy],
            Granted = issue.Granted.IsEmpty ? null : issue.Granted,
        };

    public Issue ToIssue() =>
        new()
        {
            Id = new IssueId(Id),
            Title = Title,
            Owner = Owner,
            Status = Status,
            Category = Category,
            Confidence = Confidence,
            Summary = Summary,
            Constraints = Constraints ?? Constraint.None,
            Reason = Reason,
            Priority = Priority,
            Outcome = Outcome,
            RaisedBy = RaisedBy ?? "",
            RaisedIn = RaisedIn,
            RaisedAt = RaisedAt,
            Suggested = Suggested,
            IsResting = IsResting == true,
            GivenBy = GivenBy,
            RoutedBy = RoutedBy,
            SecondOpinion = SecondOpinion,
            DecidedBy = DecidedBy,
            Alternatives = NewestSnapshot<Alternative>.Newest(Alternatives),
            Notes = NewestSnapshot<Note>.Newest(Notes),
            HandoffNotes = NewestSnapshot<Note>.Newest(HandoffNotes),
            Tried = NewestSnapshot<TriedStep>.Newest(Tried),
            PassedOnBy = PassedOnBy is null ? [] : [.. PassedOnBy],
            Granted = Granted is null ? [] : [.. Granted],
        };
}

/// <summary>The newest items of a list in a snapshot, and how many came before them.</summary>
internal sealed record NewestSnapshot<T>(IReadOnlyList<T> Items, int Before)
    where T : notnull
{
    public static NewestSnapshot<T>? Of(Newest<T> newest) =>
        newest.Equals(Newest<T>.None) ? null : new NewestSnapshot<T>(newest.Items, newest.Before);

    public static Newest<T> Newest(NewestSnapshot<T>? snapshot) =>
        snapshot is null ? Newest<T>.None : Newest<T>.Of(snapshot.Items, snapshot.Before);
}
