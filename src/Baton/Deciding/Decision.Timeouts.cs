using System.Globalization;
using Baton.Deciding.Escalations;
using Baton.Deciding.Timers;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.States;

namespace Baton.Deciding;

/// <content>
/// This part decides what happens when time has run out: between the steps of a turn, and after a timer fired while nobody was at work.
/// </content>
internal sealed partial class Decision
{
    // A timer has fired while the conversation waits. Of several passed limits the one that covers most counts.
    private Step? Overdue()
    {
        if (State.FiredTimer is null)
            return null;
        var fired = Agenda.Fired(team, State).ToList();
        if (fired.Contains(DueKind.Deadline))
            return EscalateAll(new Failure(FailureCause.DeadlinePassed, "The conversation's deadline has passed."), State.Ledger.Unended);
        if (fired.Contains(DueKind.IssueDeadline))
            return Expire([.. DeadlineDues.Overdue(team, State)], FailureCause.DeadlinePassed, "Its deadline has passed.");
        if (fired.Contains(DueKind.AgentTime) && HeldTooLong() is { } held)
            return EscalateAll(held, IssuesOfHolder());
        return State is { Turn: null, ExpiredBetweenTurns: { } expired } ? GiveUp(expired.GivenUpFor!) : null;
    }

    // No agent may work on these issues any more: they go to a desk, or end if there is none.
    private Step EscalateAll(Failure failure, IReadOnlyList<Issue> issues)
    {
        var target = RungFor(issues, mayBeAgent: failure.Cause == FailureCause.TimedOut);
        return target is not null || issues.Count == 0
            ? Escalate(new Escalation(failure.Cause, failure.Detail), target)
            : Expire(issues, failure.Cause, failure.Detail);
    }

    // Those who passed these issues on before are not asked again. A desk that just got some of them gets the others too.
    private string? RungFor(IReadOnlyList<Issue> issues, bool mayBeAgent) =>
        team
            .Ladder.Names.Where(name =>
                name != State.Holder
                && (mayBeAgent || team.FindDesk(name) is not null)
                && !issues.Any(issue => issue.PassedOnBy.Contains(name))
                && (
                    State.Turn is null
                    || !State.AskedToTakeOver.Contains(name)
                    || State.Ledger.Unended.Any(issue => issue.Owner == name && issue.Status == IssueStatus.WaitingOnPerson)
                )
            )
            .OrderBy(IsClosed)
            .FirstOrDefault();

    private IReadOnlyList<Issue> IssuesOfHolder() => State.Ledger.UnendedOf(State.Holder);

    // Checked before the holder's model is called again.
    private Failure? HeldTooLong()
    {
        var holder = team[State.Holder].Agent;
        if (HoldingDues.EndOf(team, State) <= State.Now)
            return new Failure(
                FailureCause.TimedOut,
                $"{State.Holder} held the conversation for longer than {Words(holder.HoldTime!.Value)}."
            );
        return holder.HoldTurns < State.Holding.Turns
            ? new Failure(
                FailureCause.TimedOut,
                string.Create(CultureInfo.InvariantCulture, $"{State.Holder} did not finish within {holder.HoldTurns} messages.")
            )
            : null;
    }

    // The limits of one issue do not apply to others: these issues go to a desk, or end if there is none, and the rest continues.
    private Step Expire(IReadOnlyList<Issue> issues, FailureCause cause, string reason)
    {
        var isCurrent = issues.Any(issue => issue.IsActionable && issue.Owner == State.Holder);
        if (RungFor(issues, mayBeAgent: false) is { } desk)
        {
            var last = IssuesToDesk(issues, desk, new Failure(cause, reason));
            return isCurrent || State.Turn is null ? last : new Step.Note(Entries);
        }

        foreach (var issue in issues)
        {
            Add(
                new Escalated
                {
                    From = State.Holder,
                    Trigger = cause,
                    Reason = reason,
                    Issue = issue.Id,
                }
            );
            Move([issue], issue.Owner, IssueStatus.Escalated, reason, State.Holder);
        }

        if (State.Turn is null)
            return GiveUp(Turn.GivenUpFor!);
        return isCurrent ? ContinueWith(NextIssue()) : new Step.Note(Entries);
    }

    // These issues go to the desk, and the rest continues.
    private Step IssuesToDesk(IReadOnlyList<Issue> issues, string desk, Failure failure)
    {
        foreach (var issue in issues.SkipLast(1))
        {
            AddEscalated(new Escalation(failure.Cause, failure.Detail) { Issue = issue.Id }, desk);
            Move([issue], desk, IssueStatus.WaitingOnPerson, failure.Detail, State.Holder);
        }

        return Escalate(new Escalation(failure.Cause, failure.Detail) { Issue = issues[^1].Id }, desk);
    }

    private static string Words(TimeSpan time) =>
        time switch
        {
            { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} days"),
            { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours"),
            { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} seconds"),
        };
}
