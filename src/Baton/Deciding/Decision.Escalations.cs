using System.Collections.Immutable;
using Baton.Deciding.Escalations;
using Baton.Deciding.Handoffs;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Escalations;

namespace Baton.Deciding;

/// <content>
/// This part escalates. <c>escalated</c> says who is asked to take over, and the next decision continues from that entry, so a crash
/// between them loses nothing. One escalation asks each participant at most once, so it ends.
/// </content>
internal sealed partial class Decision
{
    // Every escalation goes through here. A desk that could not hand back keeps the conversation, even if the team file no longer names it.
    private Step Escalate(Escalation escalation) => Escalate(escalation, State.HandBack is null ? NextRung(escalation) : State.Holder);

    private Step Escalate(Escalation escalation, string? target)
    {
        escalation = WithPending(escalation);
        AddEscalated(escalation, target);
        return ToEscalationTarget(target, target is null ? null : escalation.Issue, new Failure(escalation.Trigger, escalation.Reason));
    }

    private void AddEscalated(Escalation escalation, string? target)
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
            Dropped = escalation.Dropped,
        };
        Add(escalated);
    }

    private Step Escalate(FailureCause trigger, string reason, BriefedHistory? history = null) =>
        Escalate(new Escalation(trigger, reason) { History = history });

    private Step EscalateToPerson() => Escalate(new Escalation(FailureCause.AskedByCustomer, "The customer asks for a person."));

    private string? NextRung(Escalation escalation)
    {
        var first = escalation.Target ?? (escalation.Trigger == FailureCause.AskedByCustomer ? PeopleFirst() : null);
        return team.Ladder.Next(
            State.Holder,
            first,
            AlreadyAsked(),
            [.. State.Ledger.Unended.SelectMany(issue => issue.PassedOnBy)],
            IsClosed
        );
    }

    private bool IsClosed(string name) => team.Escalation.SkipsClosed && team.FindDesk(name)?.Hours?.IsOpen(State.Now) == false;

    // A desk that gets a ticket for some issues anyway may be asked again: the others join that ticket.
    private ImmutableHashSet<string> AlreadyAsked() =>
        State.AskedToTakeOver.Except(
            State.Ledger.Unended.Where(issue => issue.Status == IssueStatus.WaitingOnPerson).Select(issue => issue.Owner)
        );

    // A customer who asks for a person does not get another agent.
    private string? PeopleFirst() =>
        team
            .Ladder.Names.Concat(team.Desks.Select(desk => desk.Name))
            .FirstOrDefault(name => team.FindDesk(name) is { IsSystem: false } && !AlreadyAsked().Contains(name));

    // Moves what is escalated to its target. After a crash a part of it may be done already.
    private Step ToEscalationTarget(string? target, IssueId? issue, Failure failure)
    {
        if (target is null)
            return NobodyLeft(failure);
        if (issue is { } one)
            return IssueToDesk(State.Ledger.Find(one)!, target, failure);
        if (team.Find(target) is not null)
            return ToAgent(target, failure);
        return State.Leg is null ? ToDesk(target, failure.Detail) : LeaveToDesk(target, failure);
    }

    // One issue goes to a desk while the rest stays with agents. It becomes a ticket when they are done.
    private Step IssueToDesk(Issue issue, string desk, Failure failure)
    {
        if (issue.Owner != desk)
            Move([issue], desk, IssueStatus.WaitingOnPerson, failure.Detail, State.Holder);
        // If a timer escalated it, no turn is under way.
        return State.Turn is null && TicketDue() is { } ticket ? ticket : ContinueWith(NextIssue());
    }

    // The agent gets the holder's issues. Other agents keep theirs.
    private Step ToAgent(string agent, Failure failure)
    {
        foreach (var issue in State.Ledger.UnendedOf(State.Holder))
            Move(
                [issue],
                agent,
                issue.Status == IssueStatus.WaitingOnCustomer ? issue.Status : IssueStatus.Open,
                failure.Detail,
                State.Holder
            );
        return HandOff(
            agent,
            HandoffTrigger.Escalated,
            State.Ledger.CurrentFor(agent).FirstOrDefault(),
            failure.Detail,
            HandoffRule.Escalation
        );
    }

    private Step.OpenTicket ToDesk(string desk, string reason)
    {
        // From a desk only its own issues go on. From agents all issues go to the desk, since agents are silent while people have the
        // conversation.
        var isFromDesk = team.Find(State.Holder) is null && State.UntakenTicket is not null;
        var issues = State.Ledger.Unended.Where(issue => !isFromDesk || issue.Owner == State.Holder || issue.Owner == desk).ToList();
        Move(issues.FindAll(issue => issue.Owner != desk), desk, IssueStatus.WaitingOnPerson, reason, State.Holder);
        return OpenTicket(desk, reason, issues.ConvertAll(issue => State.Ledger.Find(issue.Id)!));
    }

    // People take over the issues of this leg. Other legs continue.
    private Step.EndLeg LeaveToDesk(string desk, Failure failure)
    {
        Move(
            [.. State.Ledger.Unended.Where(issue => issue.Owner != desk)],
            desk,
            IssueStatus.WaitingOnPerson,
            failure.Detail,
            State.Holder
        );
        return EndLeg(failure, isEscalated: true);
    }

    // A ticket that nobody claimed in time stays open at its desk. One that was declined goes back to an agent.
    private Step NobodyLeft(Failure failure)
    {
        if (State.Leg is not null)
            return EndLeg(failure, isEscalated: true);
        if (State.UntakenTicket is { } untaken && State.Ticket is null && team.Find(State.Holder) is null)
        {
            var to = team.Find(untaken.From) is null ? team.Entry.Name : untaken.From;
            Move(State.Ledger.UnendedOf(State.Holder), to, IssueStatus.Open, failure.Detail, State.Holder);
            var issues = State.Ledger.CurrentFor(to);
            var back = HandedOff(
                new PlannedHandoff(to, HandoffTrigger.Returned, failure.Detail, HandoffRule.NobodyLeft)
                {
                    Issue = issues.FirstOrDefault(),
                    Issues = [.. issues.Select(issue => issue.Id)],
                }
            );
            if (State.Turn is null)
                return new Step.HandOff(Entries, back);
            Add(back);
        }

        return State.Turn is null ? new Step.Note(Entries) : GiveUp(failure);
    }

    // A ticket that its desk did not take goes to the next rung.
    private Step EscalateUntaken(UntakenTicket untaken)
    {
        var failure = new Failure(untaken.Trigger, untaken.Reason);
        return untaken.IsEscalated
            ? ToEscalationTarget(untaken.To, issue: null, failure)
            : Escalate(new Escalation(untaken.Trigger, untaken.Reason));
    }
}
