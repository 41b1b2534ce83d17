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
        if (Allowance.ModelCalls(State, team.Limits) < 1)
            return Escalate(FailureCause.BoundReached, $"The turn has used all of its {team.Limits.ModelCalls} model calls.");
        if (Exhausted(State.Constraints) is { } ended)
            return OverAll(new Failure(ended.Cause, $"The conversation's {ended.Detail}"), State.Ledger.Unended);
        if (State.Ledger.AtHand(State.Holder) is [var first, ..] && Exhausted(first.Constraints) is { } over)
            return Expire(State.Ledger.AtHand(State.Holder), over.Cause, $"Its {over.Detail}");
        return HeldTooLong() is { } late ? OverAll(late, HeldIssues()) : new Step.CallModel(State.Holder);
    }

    // Time is what the journal says it is, so that a replay decides the same.
    private Failure? Exhausted(Constraint constraint)
    {
        if (constraint.Deadline <= State.Now)
            return new Failure(FailureCause.DeadlinePassed, "deadline has passed.");
        return constraint.LastTurn < State.Turns ? new Failure(FailureCause.TurnsUsed, "turns are used up.") : null;
    }

    private void Move(IEnumerable<Issue> issues, string owner, IssueStatus status, string reason, string by)
    {
        foreach (var issue in issues)
            Add(new IssueChanged { Issue = issue.Id, Title = issue.Title, Owner = owner, Status = status, Reason = reason, By = by });
    }

    // The holder is no longer in the team (its file changed): the entry agent takes over rather than nobody.
    private Step ToEntry()
    {
        var holder = State.Holder;
        var reason = $"{holder} is no longer in the team";
        Move(State.Ledger.Unended.FindAll(issue => issue.Owner == holder), team.Entry.Name, IssueStatus.Open, reason, holder);
        return HandOff(team.Entry.Name, HandoffTrigger.FellBack, State.Ledger.AtHand(team.Entry.Name).FirstOrDefault(), reason + ".", HandoffRule.HolderLeftTeam);
    }

    // The owner of the first issue that can go on is next; when there is none, the customer is answered.
    private Step Onward(Issue? next)
    {
        next = Owned(next);
        if (next is null)
            return Answer();
        if (Coordinates && Delegable(IsActionable) is { Count: > 0 } groups && (groups.Count > 1 || Turn.Legs > 0 || !Turn.Unfinished.IsEmpty || Turn.Hold.HolderGaveUpIssues))
            return Delegate(groups);
        if (Turn.Handoffs >= team.Limits.Handoffs)
            return Escalate(FailureCause.BoundReached, $"The turn has used all of its {team.Limits.Handoffs} handoffs.");
        if (Turn.HandoffsSinceProgress.Contains((State.Holder, next.Owner)))
            return Escalate(FailureCause.PingPong, $"{State.Holder} would hand over to {next.Owner} again, without progress since the last time.");
        var trigger = !Turn.Hold.GivenAway.Contains(next.Id) ? HandoffTrigger.Continued
            : Turn.HandoffsSinceProgress.Contains((next.Owner, State.Holder)) ? HandoffTrigger.Returned
            : HandoffTrigger.Routed;
        return HandOff(next.Owner, trigger, next, next.Summary ?? next.Title, trigger == HandoffTrigger.Routed && next.RoutedBy is not null ? HandoffRule.FastPath : RuleOf(trigger));
    }

    private Step HandOff(string to, HandoffTrigger trigger, Issue? issue, string summary, string? rule)
    {
        var handoff = HandedOff(to, trigger, issue, [.. State.Ledger.AtHand(to).Select(at => at.Id)], summary, rule);
        return handoff.Briefing.History.Reason == HistoryReason.TooLong
            ? Redirect(handoff, issue, rule)
            : (Step?)Unwritten(handoff) ?? new Step.HandOff(draft.Entries, handoff);
    }

    // Before the handoff, so that it is fitted with what the receiver will read. Half of the turn's model calls stay for agents.
    private Step.Summarise? Unwritten(HandedOff handoff) =>
        Allowance.ModelCalls(State, team.Limits) * 2 > team.Limits.ModelCalls && SummaryTask.For(transcript, handoff.Briefing.History, PolicyFor(handoff.To), team[handoff.To].Agent) is { } task
            ? new Step.Summarise(task)
            : null;

    private HistoryPolicy PolicyFor(string to) => team.Find(State.Holder)?.HistoryFor(to) ?? team[to].Agent.History ?? team.History;

    private HandedOff HandedOff(string to, HandoffTrigger trigger, Issue? issue, IReadOnlyList<IssueId> issues, string summary, string? rule, BriefedHistory? history = null, Constraint? limits = null) => new()
    {
        From = State.Holder,
        To = to,
        Trigger = trigger,
        Category = issue?.Category,
        Confidence = issue?.Confidence,
        Briefing = BriefingFor(to, trigger, issue, issues, summary, rule, history, limits),
    };

    private BriefedHistory HistoryFor(string to, int taken)
    {
        var receiver = team[to];
        return HistoryPlan.For(transcript, receiver.EyesWithin(HolderAccess.LimitsOn(receiver, State)), draft.JournalEnd, PolicyFor(to), receiver.Agent.ContextWindow, receiver.Overhead + taken, State.IsSensitive || receiver.Agent.IsSensitive, () => receiver.CountedOverhead(transcript.CountTokens) + taken);
    }

    private Step Answer()
    {
        if (Turn.GivenUpFor is { } failure)
            return GiveUp(failure);
        Owned(null);
        if (State.Leg is not null)
            return EndLeg(failure: null);
        if (TicketDue() is { } ticket)
            return ticket;
        var holder = State.Holder;
        // Whoever asked the customer something gets the answer.
        var asking = State.Ledger.Unended.FindAll(issue => issue.Status == IssueStatus.WaitingOnCustomer);
        if (!asking.IsEmpty && !asking.Exists(issue => issue.Owner == holder) && !(Coordinates && asking.Exists(issue => issue.Owner != asking[0].Owner)))
        {
            var returned = HandedOff(asking[0].Owner, HandoffTrigger.Returned, asking[0], [asking[0].Id], $"The customer was asked about: {asking[0].Title}", HandoffRule.CustomerWasAsked);
            if (Unwritten(returned) is { } due)
                return due;
            Add(returned);
            holder = asking[0].Owner;
        }

        return new Step.Reply(draft.Entries, new Replied
        {
            Participant = holder,
            Message = Turn.Message,
            Text = ReplyText.Of(Turn.Parts, State.Ledger, team.RepliesPerIssue),
        });
    }
}
