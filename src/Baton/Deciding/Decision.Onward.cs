using Baton.Deciding.Handoffs;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Constraints;
using Baton.States.Histories;
using Baton.States.Issues;
using Baton.Teams.Histories;
using Baton.Texts.Searches;

namespace Baton.Deciding;

/// <content>This part continues with the holder's model, the next owner, or the answer to the customer.</content>
internal sealed partial class Decision
{
    private const int LongestReason = 1_000;

    private Step CallModel()
    {
        if (Allowance.ModelCalls(State, team.Limits) < 1)
            return Escalate(FailureCause.BoundReached, $"The turn has used all of its {team.Limits.ModelCalls} model calls.");
        if (Exhausted(State.Constraints) is { } ended)
            return EscalateAll(new Failure(ended.Cause, $"The conversation's {ended.Detail}"), State.Ledger.Unended);
        var first = State.Ledger.FirstFor(State.Holder);
        if (Exhausted(first?.Constraints ?? State.HeldLimits) is { } over)
            return first is null ? LetGo(over) : Expire(State.Ledger.CurrentFor(State.Holder), over.Cause, $"Its {over.Detail}");
        return HeldTooLong() is { } late ? EscalateAll(late, IssuesOfHolder()) : new Step.CallModel(State.Holder);
    }

    // The holder has nothing left to do, and may not begin anything new: the entry agent reads the message.
    private Step LetGo(Failure spent)
    {
        var reason = $"{State.Holder} no longer holds the baton: its {spent.Detail}";
        if (State.Holder == team.Entry.Name || State.Leg is not null || Turn.Handoffs >= team.Limits.Handoffs)
            return EscalateAll(new Failure(spent.Cause, reason), []);
        ResumeAsked(team.Entry.Name);
        return HandOff(
            team.Entry.Name,
            HandoffTrigger.Continued,
            State.Ledger.CurrentFor(team.Entry.Name).FirstOrDefault(),
            reason,
            HandoffRule.LimitsUsedUp
        );
    }

    // Whoever gets a message that the holder did not deal with also goes on with what it had asked the customer, and under those limits:
    // the message may be the answer.
    private void ResumeAsked(string receiver) =>
        Move(
            State.Ledger.UnendedOf(receiver).Where(issue => issue.Status == IssueStatus.WaitingOnCustomer),
            receiver,
            IssueStatus.InProgress,
            "the customer wrote again",
            State.Holder
        );

    // Time is read from the journal, so that a replay decides the same.
    private Failure? Exhausted(Constraint constraint)
    {
        if (constraint.Deadline <= State.Now)
            return new Failure(FailureCause.DeadlinePassed, "deadline has passed.");
        return constraint.LastTurn < State.Turns ? new Failure(FailureCause.TurnsUsed, "turns are used up.") : null;
    }

    // A report may be long. It is in its own entry, and is not repeated whole for each issue.
    private void Move(IEnumerable<Issue> issues, string owner, IssueStatus status, string reason, string by)
    {
        reason = TextPart.First(reason, LongestReason);
        foreach (var issue in issues)
            Add(
                new IssueChanged
                {
                    Issue = issue.Id,
                    Title = issue.Title,
                    Owner = owner,
                    Status = status,
                    Reason = reason,
                    By = by,
                }
            );
    }

    // The team file changed and the holder is no longer in the team: the entry agent takes over.
    private Step ToEntry()
    {
        var holder = State.Holder;
        var reason = $"{holder} is no longer in the team";
        Move(State.Ledger.UnendedOf(holder), team.Entry.Name, IssueStatus.Open, reason, holder);
        ResumeAsked(team.Entry.Name);
        return HandOff(
            team.Entry.Name,
            HandoffTrigger.FellBack,
            State.Ledger.CurrentFor(team.Entry.Name).FirstOrDefault(),
            reason + ".",
            HandoffRule.HolderLeftTeam
        );
    }

    // The owner of the next issue gets the baton. Without a next issue the customer is answered.
    private Step ContinueWith(Issue? next)
    {
        next = WithoutLostOwners(next);
        if (next is null)
            return Answer();
        if (
            Coordinates
            && Delegable(IsActionable) is { Count: > 0 } groups
            && (groups.Count > 1 || Turn.Legs > 0 || !Turn.Unfinished.IsEmpty || Turn.Hold.HolderGaveUpIssues)
        )
            return Delegate(groups);
        if (Turn.Handoffs >= team.Limits.Handoffs)
            return Escalate(FailureCause.BoundReached, $"The turn has used all of its {team.Limits.Handoffs} handoffs.");
        if (PingPong(next.Owner) is { } stopped)
            return stopped;
        var trigger =
            !Turn.Hold.GivenAway.Contains(next.Id) ? HandoffTrigger.Continued
            : Turn.HandoffsSinceProgress.Contains((next.Owner, State.Holder)) ? HandoffTrigger.Returned
            : HandoffTrigger.Routed;
        return HandOff(
            next.Owner,
            trigger,
            next,
            next.Summary ?? next.Title,
            trigger == HandoffTrigger.Routed && next.RoutedBy is not null ? HandoffRule.FastPath : RuleOf(trigger)
        );
    }

    // The design's rule: a revisit with no progress in between escalates.
    private Step? PingPong(string to) =>
        Turn.HandoffsSinceProgress.Contains((State.Holder, to))
            ? Escalate(FailureCause.PingPong, $"{State.Holder} would hand over to {to} again, without progress since the last time.")
            : null;

    private Step HandOff(string to, HandoffTrigger trigger, Issue? issue, string summary, string? rule)
    {
        var handoff = HandedOff(new PlannedHandoff(to, trigger, summary, rule) { Issue = issue, Issues = CurrentIssuesOf(to) });
        return handoff.Briefing.History.Reason == HistoryReason.TooLong
            ? Redirect(handoff, issue, rule)
            : (Step?)MissingSummary(handoff) ?? new Step.HandOff(Entries, handoff);
    }

    private IssueId[] CurrentIssuesOf(string participant)
    {
        var current = State.Ledger.CurrentFor(participant);
        var ids = new IssueId[current.Length];
        for (var index = 0; index < ids.Length; index++)
            ids[index] = current[index].Id;
        return ids;
    }

    // The summary is written before the handoff, which is fitted with what the receiver will read. Half of the turn's model calls are kept
    // for agents.
    private Step.Summarise? MissingSummary(HandedOff handoff) =>
        Allowance.ModelCalls(State, team.Limits) * 2 > team.Limits.ModelCalls
        && SummaryTask.For(transcript, handoff.Briefing.History, PolicyFor(handoff.To), team[handoff.To].Agent) is { } task
            ? new Step.Summarise(task)
            : null;

    private HistoryPolicy PolicyFor(string to) => team.Find(State.Holder)?.HistoryFor(to) ?? team[to].Agent.History ?? team.History;

    private HandedOff HandedOff(PlannedHandoff plan) =>
        new()
        {
            From = State.Holder,
            To = plan.To,
            Trigger = plan.Trigger,
            Category = plan.Issue?.Category,
            Confidence = plan.Issue?.Confidence,
            Briefing = BriefingFor(plan),
        };

    private BriefedHistory HistoryFor(string to, int taken, Constraint limits)
    {
        var receiver = team[to];
        var access = receiver.AccessWithin(HolderAccess.LimitsOn(receiver, State).And(limits));
        return HistoryPlan.For(
            transcript,
            JournalEnd,
            new HistoryReceiver(access, PolicyFor(to), receiver.Agent.ContextWindow, receiver.Overhead + taken)
            {
                IsSensitive = State.IsSensitive || receiver.Agent.IsSensitive,
                CountedOverhead = () => receiver.CountedOverhead(transcript.CountTokens) + taken,
            }
        );
    }

    private Step Answer()
    {
        if (Turn.GivenUpFor is { } failure)
            return GiveUp(failure);
        WithoutLostOwners(null);
        if (State.Leg is not null)
            return EndLeg(failure: null);
        if (TicketDue() is { } ticket)
            return ticket;
        var holder = State.Holder;
        // The agent that asked the customer a question gets the answer.
        if (AskingOfOther(holder) is { } asking)
        {
            var returned = HandedOff(
                new PlannedHandoff(
                    asking.Owner,
                    HandoffTrigger.Returned,
                    $"The customer was asked about: {asking.Title}",
                    HandoffRule.CustomerWasAsked
                )
                {
                    Issue = asking,
                    Issues = [asking.Id],
                }
            );
            if (MissingSummary(returned) is { } due)
                return due;
            Add(returned);
            holder = asking.Owner;
        }

        var text = ReplyText.Of(Turn.Parts, State.Ledger, team);
        return new Step.Reply(
            Entries,
            new Replied
            {
                Participant = holder,
                Message = Turn.Message,
                Text = text,
                Question = CustomerQuestion.Of(text),
            }
        );
    }

    // The first issue that waits on the customer, unless the holder asked too, or a coordinator's agents asked several things.
    private Issue? AskingOfOther(string holder)
    {
        Issue? first = null;
        foreach (var issue in State.Ledger.Unended)
        {
            if (issue.Status != IssueStatus.WaitingOnCustomer)
                continue;
            if (issue.Owner == holder || (Coordinates && first is not null && first.Owner != issue.Owner))
                return null;
            first ??= issue;
        }

        return first;
    }
}
