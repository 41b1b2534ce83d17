using System.Collections;
using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.Issues;

namespace Baton.States.Issues;

/// <summary>
/// A conversation's issues in the order in which they were raised. Issues that have not ended are apart from those that have: they are few
/// and change often, and so the cost of a decision does not grow with past issues. Those that ended long ago may be forgotten. Immutable.
/// </summary>
internal sealed class Ledger : IReadOnlyList<Issue>
{
    public static readonly Ledger Empty = new(forgotten: 0, [], [], scope: null);

    private readonly int forgotten;

    private readonly ImmutableList<Issue> ended;
    private readonly ImmutableArray<Issue> unended;

    private Ledger(int forgotten, ImmutableList<Issue> ended, ImmutableArray<Issue> unended, ImmutableHashSet<IssueId>? scope)
    {
        (this.forgotten, this.ended, this.unended, Scope) = (forgotten, ended, unended, scope);
        Unended = scope is null ? unended : Within(unended, scope);
    }

    /// <summary>All issues, in the order in which they were raised.</summary>
    public IReadOnlyList<Issue> All => this;

    /// <summary>The issues that are in memory: those that have not ended, and the newest of the others.</summary>
    public IReadOnlyList<Issue> Known => forgotten == 0 ? this : [.. Kept()];

    /// <summary>How many issues there are.</summary>
    public int Count => forgotten + ended.Count + unended.Length;

    /// <summary>The issue at a place in the order in which they were raised.</summary>
    public Issue this[int index] => Find(new IssueId(index + 1)) ?? throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The issues that are neither resolved nor escalated nor declined (rule 3); in a leg, only its own.</summary>
    public ImmutableArray<Issue> Unended { get; }

    /// <summary>The leg's issues; null for all issues.</summary>
    public ImmutableHashSet<IssueId>? Scope { get; }

    /// <summary>Whether the issue belongs to this leg. Outside legs all issues do.</summary>
    public bool Holds(IssueId id) => Scope is null || Scope.Contains(id);

    /// <summary>The number that the next new issue gets.</summary>
    public IssueId NextId => new(Count + 1);

    /// <summary>The unended issues of a participant, whether it can work on them now or not.</summary>
    public List<Issue> UnendedOf(string participant) => [.. Unended.Where(issue => issue.Owner == participant)];

    /// <summary>The issue of that number, or null.</summary>
    public Issue? Find(IssueId id)
    {
        foreach (var issue in unended)
        {
            if (issue.Id == id)
                return issue;
        }

        var place = PlaceOfEnded(id);
        if (place < ended.Count && ended[place].Id == id)
            return ended[place];
        return forgotten > 0 && id.Value >= 1 && id.Value <= Count ? throw new PastNotLoadedException($"Issue {id}") : null;
    }

    /// <summary>A ledger of these issues, as a snapshot has them.</summary>
    /// <param name="count">How many issues there are in all.</param>
    /// <param name="known">Those that are in memory, in their order.</param>
    public static Ledger Of(int count, IReadOnlyList<Issue> known) =>
        new(count - known.Count, [.. known.Where(issue => issue.IsEnded)], [.. known.Where(issue => !issue.IsEnded)], scope: null);

    /// <summary>The same with only the newest of the ended issues in memory, and some others.</summary>
    /// <param name="most">How many of the newest.</param>
    /// <param name="others">The others.</param>
    public Ledger Newest(int most, IReadOnlySet<IssueId> others)
    {
        var newest = Math.Max(0, ended.Count - most);
        ImmutableList<Issue> kept = [.. ended.Where((issue, place) => place >= newest || others.Contains(issue.Id))];
        return kept.Count == ended.Count ? this : new Ledger(forgotten + ended.Count - kept.Count, kept, unended, Scope);
    }

    /// <summary>
    /// The next actionable issue, without those to skip and those of that owner: by priority, then in the order in which they were raised.
    /// </summary>
    public Issue? Next(ImmutableHashSet<IssueId> skipped, string? notOf)
    {
        Issue? next = null;
        foreach (var issue in Unended)
        {
            if (issue.IsActionable && issue.Owner != notOf && !skipped.Contains(issue.Id) && (next is null || Rank(issue) > Rank(next)))
                next = issue;
        }

        return next;
    }

    /// <summary>The unended issue of that title, or null. Case, spaces and punctuation do not matter.</summary>
    public Issue? FindByTitle(string title)
    {
        foreach (var issue in Unended)
        {
            if (IsSameTitle(issue.Title, title))
                return issue;
        }

        return null;
    }

    /// <summary>In a leg, the unended issue of that title that belongs to another leg; null if there is none.</summary>
    public Issue? FindByTitleInOtherLeg(string title)
    {
        if (Scope is null)
            return null;
        foreach (var issue in unended)
        {
            if (!Scope.Contains(issue.Id) && IsSameTitle(issue.Title, title))
                return issue;
        }

        return null;
    }

    /// <summary>Whether the participant has something to work on.</summary>
    public bool HasWorkFor(string participant) => FirstFor(participant) is not null;

    /// <summary>All issues that the participant can work on, in the order of their priority.</summary>
    public ImmutableArray<Issue> WorkFor(string participant)
    {
        var (count, isRanked) = (0, false);
        foreach (var issue in Unended)
        {
            if (!IsWorkFor(issue, participant))
                continue;
            count++;
            isRanked |= issue.Priority is not null;
        }

        // Most decisions ask about nobody's issues or about all of them, and need no new list for that.
        if (count == 0)
            return [];
        if (count == 1)
            return Unended.Length == 1 ? Unended : [FirstFor(participant)!];
        if (!isRanked && count == Unended.Length)
            return Unended;
        return isRanked ? [.. Work(participant).OrderByDescending(Rank)] : [.. Work(participant)];
    }

    /// <summary>
    /// The issues that the participant works on now: the first of its issues, and those with the same limits. Issues with other limits come
    /// later, so that the limits of one issue do not apply to another.
    /// </summary>
    public ImmutableArray<Issue> CurrentFor(string participant)
    {
        var work = WorkFor(participant);
        if (work.Length < 2)
            return work;
        var first = work[0];
        foreach (var issue in work)
        {
            if (!HasSameLimits(issue, first))
                return WithLimitsOf(first, work);
        }

        return work;
    }

    /// <summary>The first of <see cref="CurrentFor"/>; null if the participant has nothing to work on.</summary>
    public Issue? FirstFor(string participant)
    {
        Issue? first = null;
        foreach (var issue in Unended)
        {
            if (IsWorkFor(issue, participant) && (first is null || Rank(issue) > Rank(first)))
                first = issue;
        }

        return first;
    }

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

    /// <summary>The same ledger as a leg with these issues sees it; null for all issues.</summary>
    public Ledger Within(ImmutableHashSet<IssueId>? scope) =>
        ReferenceEquals(scope, Scope) ? this : new Ledger(forgotten, ended, unended, scope);

    /// <summary>Adds a new issue, which must have the <see cref="NextId"/> number, or replaces a known one.</summary>
    public Ledger With(Issue issue)
    {
        var isNew = issue.Id == NextId;
        if (!isNew && Find(issue.Id) is null)
            throw new ArgumentException($"Issue {issue.Id} was never opened, and the next new one is {NextId}.", nameof(issue));
        var scope = isNew ? Scope?.Add(issue.Id) : Scope;
        var (open, past) = (PlaceOfUnended(issue.Id), PlaceOfEnded(issue.Id));
        var (isOpen, isPast) = (open < unended.Length && unended[open].Id == issue.Id, past < ended.Count && ended[past].Id == issue.Id);
        if (issue.IsEnded)
            return new Ledger(
                forgotten,
                isPast ? ended.SetItem(past, issue) : ended.Insert(past, issue),
                isOpen ? unended.RemoveAt(open) : unended,
                scope
            );
        return new Ledger(
            forgotten,
            isPast ? ended.RemoveAt(past) : ended,
            isOpen ? unended.SetItem(open, issue) : unended.Insert(open, issue),
            scope
        );
    }

    /// <summary>The ledger after these issues were handed over. Their notes are in the briefing.</summary>
    /// <param name="issues">The issues.</param>
    /// <param name="begins">Whether the receiver begins with one of that status.</param>
    public Ledger HandedOver(IReadOnlyList<IssueId> issues, Func<IssueStatus, bool> begins)
    {
        var after = this;
        for (var index = 0; index < issues.Count; index++)
        {
            if (Find(issues[index]) is not { IsEnded: false } issue || !Holds(issue.Id))
                continue;
            var isBegun = begins(issue.Status);
            if (isBegun || issue.HandoffNotes != Newest<Note>.None)
                after = after.With(
                    issue with
                    {
                        Status = isBegun ? IssueStatus.InProgress : issue.Status,
                        HandoffNotes = Newest<Note>.None,
                    }
                );
        }

        return after;
    }

    /// <summary>Changes the unended issues that fit.</summary>
    public Ledger Change(Func<Issue, bool> fits, Func<Issue, Issue> change)
    {
        var after = this;
        foreach (var issue in Unended)
        {
            if (fits(issue))
                after = after.With(change(issue));
        }

        return after;
    }

    // An answer settles an issue, and says nothing else of it.
    private static bool IsStatusAlone(Issue before, IssueChanged changed) =>
        changed
            is { CallId: null, Routed: null, Category: null, Confidence: null, Summary: null }
                and { Constraints: null, Priority: null, Suggested: null }
        && changed.Owner == before.Owner;

    private static string? OutcomeOf(IssueStatus status, string? outcome, string? reason) =>
        status is IssueStatus.Resolved or IssueStatus.Escalated or IssueStatus.Declined ? outcome ?? reason : null;

    private static bool IsWorkFor(Issue issue, string participant) => issue.IsActionable && issue.Owner == participant;

    private static bool HasSameLimits(Issue one, Issue other) =>
        one.Constraints.Equals(other.Constraints)
        && (ReferenceEquals(one.Granted, other.Granted) || one.Granted.SequenceEqual(other.Granted));

    // Apart from the constructor, where the lambda would cost every ledger an object.
    private static ImmutableArray<Issue> Within(ImmutableArray<Issue> issues, ImmutableHashSet<IssueId> scope) =>
        [.. issues.Where(issue => scope.Contains(issue.Id))];

    private static ImmutableArray<Issue> WithLimitsOf(Issue first, ImmutableArray<Issue> issues) =>
        [.. issues.Where(issue => HasSameLimits(issue, first))];

    private IEnumerable<Issue> Work(string participant) => Unended.Where(issue => IsWorkFor(issue, participant));

    private static IssuePriority Rank(Issue issue) => issue.Priority ?? IssuePriority.Normal;

    /// <summary>
    /// Whether two titles name the same issue. Case, spaces and punctuation do not matter; titles without letters or digits are compared as
    /// they are.
    /// </summary>
    public static bool IsSameTitle(string one, string other)
    {
        var (first, second, hasWords) = (0, 0, false);
        while (true)
        {
            while (first < one.Length && !char.IsLetterOrDigit(one[first]))
                first++;
            while (second < other.Length && !char.IsLetterOrDigit(other[second]))
                second++;
            if (first == one.Length || second == other.Length)
                return first == one.Length && second == other.Length && (hasWords || one == other);
            if (char.ToLowerInvariant(one[first++]) != char.ToLowerInvariant(other[second++]))
                return false;
            hasWords = true;
        }
    }

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

    // Where an issue is, or belongs, among those that have not ended.
    private int PlaceOfUnended(IssueId id)
    {
        var place = 0;
        while (place < unended.Length && unended[place].Id.Value < id.Value)
            place++;
        return place;
    }

    // Where an issue is, or belongs, among those that have ended. They may be many.
    private int PlaceOfEnded(IssueId id)
    {
        var (low, high) = (0, ended.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ended[middle].Id.Value < id.Value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public IEnumerator<Issue> GetEnumerator() =>
        forgotten == 0 ? Kept().GetEnumerator() : throw new PastNotLoadedException($"The first {forgotten} issues");

    private IEnumerable<Issue> Kept()
    {
        var next = 0;
        foreach (var issue in ended)
        {
            for (; next < unended.Length && unended[next].Id.Value < issue.Id.Value; next++)
                yield return unended[next];
            yield return issue;
        }

        for (; next < unended.Length; next++)
            yield return unended[next];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
