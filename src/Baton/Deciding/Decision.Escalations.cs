using System.Collections.Immutable;
using Baton.Deciding.Escalations;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Escalations;

namespace Baton.Deciding;

/// <content>
/// This part climbs the ladder. <c>escalated</c> says who is asked; what follows is read from the journal again, so a crash behind any entry
/// leaves the rest to be done. Nobody is asked twice in one climb, so it ends.
/// </content>
internal sealed partial class Decision
{
    // Whoever finds a reason why the holder should not go on comes here, and only here.
    // A desk that could not hand back keeps what it has, even when the team's file names it no more.
    private Step Escalate(Escalation escalation) => Escalate(escalation, State.HandBack is null ? NextRung(escalation) : State.Holder);

    private Step Escalate(Escalation escalation, string? target)
    {
        escalation = WithPending(escalation);
        Ask(escalation, target);
        return Climb(target, target is null ? null : escalation.Issue, new Failure(escalation.Trigger, escalation.Reason));
    }

    private void Ask(Escalation escalation, string? target)
    {
        var escalated = new Escalated
        {
            From = State.Holder,
            To = target,
            Trigger = escalation.Trigger,
            Reason = escalation.Reason,
            History = escalation.History,
            Issue = target is null ? null : escalation.Issue,
            Rule = escalation.Rule,
            Confidence = escalation.Confidence,
            Threshold = escalation.Threshold,
            Draft = escalation.Draft,
            Rung = team.Ladder.RungOf(target),
        };
        Add(escalated);
    }

    private Step Escalate(FailureCause trigger, string reason, BriefedHistory? history = null) => Escalate(new Escalation(trigger, reason) { History = history });

    private Step EscalateToPerson() => Escalate(new Escalation(FailureCause.AskedByCustomer, "The customer asks for a person."));

    private string? NextRung(Escalation escalation)
    {
        var first = escalation.Target ?? (escalation.Trigger == FailureCause.AskedByCustomer ? PeopleFirst() : null);
        return team.Ladder.Next(State.Holder, first, Asked(), [.. State.Ledger.Unended.SelectMany(issue => issue.PassedOnBy)], IsClosed);
    }

    private bool IsClosed(string name) => team.Escalation.SkipsClosed && team.FindDesk(name)?.Hours?.IsOpen(State.Now) == false;

    // A desk to which issues were left gets a ticket anyhow: the rest may join them there.
    private ImmutableHashSet<string> Asked() =>
        State.Climbed.Except(State.Ledger.Unended.Where(issue => issue.Status == IssueStatus.WaitingOnPerson).Select(issue => issue.Owner));

    // Who asks for a person is given no other agent.
    private string? PeopleFirst() =>
        team.Ladder.Names.Concat(team.Desks.Select(desk => desk.Name)).FirstOrDefault(name => team.FindDesk(name) is { IsSystem: false } && !Asked().Contains(name));

    // What is escalated goes to its target; a crash may have left part of that to be done.
    private Step Climb(string? target, IssueId? issue, Failure failure)
    {
        if (target is null)
            return NobodyLeft(failure);
        if (issue is { } one)
            return ClimbWith(State.Ledger.Find(one)!, target, failure);
        if (team.Find(target) is not null)
            return ToAgent(target, failure);
        return State.Leg is null ? ToDesk(target, failure.Detail) : LeaveToDesk(target, failure);
    }

    // One issue goes to a desk, and the rest stays with agents: it becomes a ticket when they are done.
    private Step ClimbWith(Issue issue, string desk, Failure failure)
    {
        if (issue.Owner != desk)
            Move([issue], desk, IssueStatus.WaitingOnPerson, failure.Detail, State.Holder);
        // Where a timer escalated it nobody is at work.
        return State.Turn is null && TicketDue() is { } ticket ? ticket : Onward(NextIssue());
    }

    // An agent gets what the holder had; what belongs to others stays theirs.
    private Step ToAgent(string agent, Failure failure)
    {
        foreach (var issue in State.Ledger.Unended.FindAll(issue => issue.Owner == State.Holder))
            Move([issue], agent, issue.Status == IssueStatus.WaitingOnCustomer ? issue.Status : IssueStatus.Open, failure.Detail, State.Holder);
        return HandOff(agent, HandoffTrigger.Escalated, State.Ledger.AtHand(agent).FirstOrDefault(), failure.Detail, HandoffRule.Escalation);
    }

    private Step.OpenTicket ToDesk(string desk, string reason)
    {
        // One desk passes on what it had; from agents people get all of it, since agents are silent then.
        var isFromDesk = team.Find(State.Holder) is null && State.Passed is not null;
        var issues = State.Ledger.Unended.FindAll(issue => !isFromDesk || issue.Owner == State.Holder || issue.Owner == desk);
        Move(issues.FindAll(issue => issue.Owner != desk), desk, IssueStatus.WaitingOnPerson, reason, State.Holder);
        return OpenTicket(desk, reason, issues.ConvertAll(issue => State.Ledger.Find(issue.Id)!));
    }

    // People take over the issues of the leg; the other legs go on.
    private Step.EndLeg LeaveToDesk(string desk, Failure failure)
    {
        Move(State.Ledger.Unended.FindAll(issue => issue.Owner != desk), desk, IssueStatus.WaitingOnPerson, failure.Detail, State.Holder);
        return EndLeg(failure, isEscalated: true);
    }

    // A ticket that nobody took in time stays where it is, and its desk keeps the conversation; one that was declined goes back to an agent.
    private Step NobodyLeft(Failure failure)
    {
        if (State.Leg is not null)
            return EndLeg(failure, isEscalated: true);
        if (State.Passed is { } passed && State.Ticket is null && team.Find(State.Holder) is null)
        {
            var to = team.Find(passed.From) is null ? team.Entry.Name : passed.From;
            Move(State.Ledger.Unended.FindAll(issue => issue.Owner == State.Holder), to, IssueStatus.Open, failure.Detail, State.Holder);
            var back = HandedOff(to, HandoffTrigger.Returned, State.Ledger.AtHand(to).FirstOrDefault(), [.. State.Ledger.AtHand(to).Select(issue => issue.Id)], failure.Detail, HandoffRule.NobodyLeft);
            if (State.Turn is null)
                return new Step.HandOff(draft.Entries, back);
            Add(back);
        }

        return State.Turn is null ? new Step.Note(draft.Entries) : GiveUp(failure);
    }

    // What a desk did not take goes to the next rung.
    private Step PassOn(PassedTicket passed)
    {
        var failure = new Failure(passed.Trigger, passed.Reason);
        return passed.IsEscalated ? Climb(passed.To, issue: null, failure) : Escalate(new Escalation(passed.Trigger, passed.Reason));
    }
}
