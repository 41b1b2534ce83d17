using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Constraints;
using Baton.States.Histories;
using Baton.Teams.Histories;

namespace Baton.Deciding;

/// <content>This part moves on: to the model, to the next owner, to the customer, or to an end before the end.</content>
internal sealed partial class Decision
{
    private Step CallModel()
    {
        if (Allowance.ModelCalls(state, team.Limits) < 1)
            return Escalate(FailureCause.BoundReached, $"The turn has used all of its {team.Limits.ModelCalls} model calls.");
        if (Exhausted(state.Constraints) is { } ended)
            return OverAll(new Failure(ended.Cause, $"The conversation's {ended.Detail}"), state.Ledger.Unended);
        if (state.Ledger.AtHand(state.Holder) is [var first, ..] && Exhausted(first.Constraints) is { } over)
            return Expire(state.Ledger.AtHand(state.Holder), over.Cause, $"Its {over.Detail}");
        return HeldTooLong() is { } late ? OverAll(late, HeldIssues()) : new Step.CallModel(state.Holder);
    }

    // Time is what the journal says it is, so that a replay decides the same.
    private Failure? Exhausted(Constraint constraint)
    {
        if (constraint.Deadline <= state.Now)
            return new Failure(FailureCause.DeadlinePassed, "deadline has passed.");
        return constraint.LastTurn < state.Turns ? new Failure(FailureCause.TurnsUsed, "turns are used up.") : null;
    }

    private void Move(IEnumerable<Issue> issues, string owner, IssueStatus status, string reason, string by)
    {
        foreach (var issue in issues)
        {
            var moved = new IssueChanged { Issue = issue.Id, Title = issue.Title, Owner = owner, Status = status, Reason = reason, By = by };
            changes.Add(moved);
            state = state with { Ledger = state.Ledger.Apply(moved) };
        }
    }

    // The holder is no longer in the team (its file changed): the entry agent takes over rather than nobody.
    private Step ToEntry()
    {
        var holder = state.Holder;
        var reason = $"{holder} is no longer in the team";
        Move(state.Ledger.Unended.FindAll(issue => issue.Owner == holder), team.Entry.Name, IssueStatus.Open, reason, holder);
        return HandOff(team.Entry.Name, HandoffTrigger.FellBack, state.Ledger.AtHand(team.Entry.Name).FirstOrDefault(), reason + ".", HandoffRule.HolderLeftTeam);
    }

    // The owner of the first issue that can go on is next; when there is none, the customer is answered.
    private Step Onward(Issue? next)
    {
        next = Owned(next);
        if (next is null)
            return Answer();
        if (Coordinates && Delegable(IsActionable) is { Count: > 0 } groups && (groups.Count > 1 || turn.Legs > 0 || !turn.Undone.IsEmpty || turn.IsLeft))
            return Delegate(groups);
        if (turn.Handoffs >= team.Limits.Handoffs)
            return Escalate(FailureCause.BoundReached, $"The turn has used all of its {team.Limits.Handoffs} handoffs.");
        if (turn.Hops.Contains((state.Holder, next.Owner)))
            return Escalate(FailureCause.PingPong, $"{state.Holder} would hand over to {next.Owner} again, without progress since the last time.");
        var trigger = !turn.GivenAway.Contains(next.Id) ? HandoffTrigger.Continued
            : turn.Hops.Contains((next.Owner, state.Holder)) ? HandoffTrigger.Returned
            : HandoffTrigger.Routed;
        return HandOff(next.Owner, trigger, next, next.Summary ?? next.Title, trigger == HandoffTrigger.Routed && next.RoutedBy is not null ? HandoffRule.FastPath : RuleOf(trigger));
    }

    private Step HandOff(string to, HandoffTrigger trigger, Issue? issue, string summary, string? rule)
    {
        var handoff = HandedOff(to, trigger, issue, [.. state.Ledger.AtHand(to).Select(at => at.Id)], summary, rule);
        return handoff.Briefing.History.Reason == HistoryReason.TooLong
            ? Redirect(handoff, issue, rule)
            : (Step?)Unwritten(handoff) ?? new Step.HandOff(changes, handoff);
    }

    // Before the handoff, so that it is fitted with what the receiver will read. Half of the turn's model calls stay for agents.
    private Step.Summarise? Unwritten(HandedOff handoff) =>
        Allowance.ModelCalls(state, team.Limits) * 2 > team.Limits.ModelCalls && SummaryTask.For(transcript, handoff.Briefing.History, PolicyFor(handoff.To), team[handoff.To].Agent) is { } task
            ? new Step.Summarise(task)
            : null;

    private HistoryPolicy PolicyFor(string to) => team.Find(state.Holder)?.HistoryFor(to) ?? team[to].Agent.History ?? team.History;

    private HandedOff HandedOff(string to, HandoffTrigger trigger, Issue? issue, IReadOnlyList<IssueId> issues, string summary, string? rule, BriefedHistory? history = null, Constraint? limits = null) => new()
    {
        From = state.Holder,
        To = to,
        Trigger = trigger,
        Category = issue?.Category,
        Confidence = issue?.Confidence,
        Briefing = BriefingFor(to, trigger, issue, issues, summary, rule, history, limits),
    };

    private BriefedHistory HistoryFor(string to, int taken)
    {
        var receiver = team[to];
        return HistoryPlan.For(transcript, receiver.EyesWithin(HolderAccess.LimitsOn(receiver, state)), state.Version, PolicyFor(to), receiver.Agent.ContextWindow, receiver.Overhead + taken, state.IsSensitive || receiver.Agent.IsSensitive, () => receiver.CountedOverhead + taken);
    }

    private Step Answer()
    {
        if (turn.DroppedFor is { } failure)
            return GiveUp(failure);
        Owned(null);
        if (state.Leg is not null)
            return EndLeg(failure: null);
        if (TicketDue() is { } ticket)
            return ticket;
        var holder = state.Holder;
        // Whoever asked the customer something gets the answer.
        var asking = state.Ledger.Unended.FindAll(issue => issue.Status == IssueStatus.WaitingOnCustomer);
        if (!asking.IsEmpty && !asking.Exists(issue => issue.Owner == holder) && !(Coordinates && asking.Exists(issue => issue.Owner != asking[0].Owner)))
        {
            var returned = HandedOff(asking[0].Owner, HandoffTrigger.Returned, asking[0], [asking[0].Id], $"The customer was asked about: {asking[0].Title}", HandoffRule.CustomerWasAsked);
            if (Unwritten(returned) is { } due)
                return due;
            changes.Add(returned);
            holder = asking[0].Owner;
        }

        return new Step.Reply(changes, new Replied
        {
            Participant = holder,
            Message = turn.Message,
            Text = ReplyText.Of(turn.Parts, state.Ledger, team.Replies),
        });
    }
}
