using System.Collections;
using System.Collections.Immutable;
using Baton.Journals.Handoffs;

namespace Baton.States.Issues;

/// <summary>
/// A conversation's issues in the order in which they were raised. Issues that have not ended are apart from those that have: they are few
/// and change often, and so the cost of a decision does not grow with past issues. Those that ended long ago may be forgotten. Immutable.
/// </summary>
internal sealed partial class Ledger : IReadOnlyList<Issue>
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
