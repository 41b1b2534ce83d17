using System.Globalization;
using Baton.Conversations.States;
using Baton.Issues;
using Baton.Journals.Entries;
using Baton.Timers;

namespace Baton.Conversations.Steps;

/// <content>
/// This part decides what becomes of what has no time left: between the steps of a turn, and where a timer fired because nobody was at work
/// that could have looked.
/// </content>
internal sealed partial class Decision
{
    // Somebody is waited for, and a timer has fired. Of several limits the widest counts.
    private Step? Overdue()
    {
        if (state.Fired is null)
            return null;
        turn = state.Turn ?? TurnState.None with { Message = LastMessage() };
        var fired = Agenda.Fired(team, state).ToList();
        if (fired.Contains(DueKind.Deadline))
            return OverAll(new Failure(FailureCause.DeadlinePassed, "The conversation's deadline has passed."), state.Ledger.Unended);
        if (fired.Contains(DueKind.IssueDeadline))
            return Expire([.. DeadlineDues.Overdue(team, state)], FailureCause.DeadlinePassed, "Its deadline has passed.");
        return fired.Contains(DueKind.AgentTime) && HeldTooLong() is { } held ? OverAll(held, HeldIssues()) : null;
    }

    // With nobody to pass them on to, the issues end here: nobody may work on them any more.
    private Step OverAll(Failure failure, IReadOnlyList<Issue> issues) => team.Desk is not null || issues.Count == 0
        ? Escalate(failure.Cause, failure.Detail)
        : Expire(issues, failure.Cause, failure.Detail);

    private IReadOnlyList<Issue> HeldIssues() => state.Ledger.Unended.FindAll(issue => issue.Owner == state.Holder);

    // How long the holder has the baton is looked at before it is asked again.
    private Failure? HeldTooLong()
    {
        var holds = team[state.Holder].Agent.Holds;
        if (HoldingDues.EndOf(team, state) <= state.Now)
            return new Failure(FailureCause.TimedOut, $"{state.Holder} held the conversation for longer than {Words(holds.Time!.Value)}.");
        return holds.Turns < state.Held.Turns
            ? new Failure(FailureCause.TimedOut, string.Create(CultureInfo.InvariantCulture, $"{state.Holder} did not come to an end within {holds.Turns} messages."))
            : null;
    }

    // The limits of one issue do not bind another: these go to people, or end where there are none, and the rest goes on.
    private Step Expire(IReadOnlyList<Issue> issues, FailureCause cause, string reason)
    {
        var isAtHand = issues.Any(issue => issue.IsActionable && issue.Owner == state.Holder);
        foreach (var issue in issues)
            Expire(issue, cause, reason);
        if (state.Turn is null)
            return (Step?)TicketOfLegs() ?? GiveUp(turn.DroppedFor!);
        return isAtHand ? Onward(NextIssue()) : new Step.UpdateIssues(changes);
    }

    private void Expire(Issue issue, FailureCause cause, string reason)
    {
        changes.Add(new Escalated { From = state.Holder, To = team.Desk?.Name, Trigger = cause, Reason = reason, Issue = issue.Id });
        if (team.Desk is { } desk)
        {
            Move([issue], desk.Name, IssueStatus.WaitingOnPerson, reason, state.Holder);
            return;
        }

        Move([issue], issue.Owner, IssueStatus.Escalated, reason, state.Holder);
        turn = turn with { Dropped = turn.Dropped.Add(issue.Id), DroppedFor = new Failure(cause, reason) };
    }

    private MessageId LastMessage() => state.Messages.IsEmpty ? default : state.Messages.MaxBy(message => message.Value).Key;

    private static string Words(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} seconds"),
    };
}
