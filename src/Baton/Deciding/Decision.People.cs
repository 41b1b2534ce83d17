using Baton.Deciding.Escalations;
using Baton.Deciding.Handoffs;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Escalations;

namespace Baton.Deciding;

/// <content>
/// This part decides when people act: a call that must be approved, a turn that agents cannot or may not finish, and the way back. Each
/// step is an entry, so after a crash the remaining steps follow and none is done twice.
/// </content>
internal sealed partial class Decision
{
    private HashSet<string>? tooSmallWindows;

    private Step AwaitApproval(List<WaitingCall> waiting)
    {
        var unasked = waiting.FindAll(call => !Turn.Approvals.ContainsKey(call.Call.CallId));
        if (unasked.Count > 0)
        {
            return new Step.AskApproval(
                unasked.ConvertAll(call => new ApprovalAsked
                {
                    Participant = State.Holder,
                    Tool = call.Call.Name,
                    CallId = call.Call.CallId,
                    Arguments = call.Call.Arguments,
                    Reason = call.Reason,
                })
            );
        }

        // In a leg, whoever delegated it tells the customer.
        return Turn.IsCustomerToldOfPerson || State.Leg is not null
            ? Step.Wait.ForPerson
            : new Step.TellOfWait(PersonNotice.ForApproval(State, Turn, team));
    }

    // A briefing that does not fit the receiver's context window goes to somebody else.
    private Step Redirect(HandedOff refused, Issue? issue, string? rule)
    {
        var (to, history) = (refused.To, refused.Briefing.History);
        var reason = TooLongFor(to);
        if (OverflowOf(to) is not { } other)
            return Escalate(FailureCause.ContextTooLong, reason, history);
        if (PingPong(other) is { } stopped)
            return stopped;
        Move(State.Ledger.CurrentFor(to), other, IssueStatus.Open, reason, State.Holder);
        return HandOff(other, refused.Trigger, issue, refused.Briefing.Summary, rule);
    }

    private string TooLongFor(string receiver) =>
        $"The conversation does not fit the context window of {receiver}{(State.IsSensitive ? ", and it may not be summarised" : "")}.";

    // The agent that takes over what is too long for the receiver; null if there is none, it is too long for that agent too, or that agent
    // is the one that hands over.
    private string? OverflowOf(string receiver)
    {
        (tooSmallWindows ??= []).Add(receiver);
        return team[receiver].Agent.Overflow is { } other && other.Name != State.Holder && !tooSmallWindows.Contains(other.Name)
            ? other.Name
            : null;
    }

    // The conversation no longer fits the context window of its holder.
    private Step EscalateContextTooLong(Failure failure)
    {
        var holder = State.Holder;
        if (team[holder].Agent.Overflow is { } other)
        {
            (tooSmallWindows ??= []).Add(holder);
            Move(State.Ledger.CurrentFor(holder), other.Name, IssueStatus.Open, failure.Detail, holder);
            return HandOff(
                other.Name,
                HandoffTrigger.Escalated,
                State.Ledger.CurrentFor(other.Name).FirstOrDefault(),
                failure.Detail,
                HandoffRule.HistoryTooLong
            );
        }

        return FallBack(failure);
    }

    private Step.OpenTicket OpenTicket(string desk, string reason, IReadOnlyList<Issue> issues)
    {
        var place = team.FindDesk(desk);
        IReadOnlyList<string> skills =
        [
            .. (place?.Skills ?? [])
                .Concat(issues.Select(issue => issue.Category).OfType<string>())
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return new(
            Entries,
            new TicketOpened
            {
                Ticket = new TicketId($"{conversation.Value}-{State.Tickets + 1}"),
                Desk = desk,
                From = State.HandBack?.To ?? State.UntakenTicket?.From ?? State.Holder,
                Reason = reason,
                Issues = [.. issues.Select(issue => issue.Id)],
                Priority = Higher(issues.Max(issue => issue.Priority), RulePriority()),
                Skills = skills.Count > 0 ? skills : null,
                FirstResponseDue = DueTime.After(place, place?.FirstResponse, State.Now),
                ResolutionDue = DueTime.After(place, place?.Resolution, State.Now),
            }
        );
    }

    // While people have the conversation, agents are silent.
    private Step AtDesk(OpenTicket ticket)
    {
        if (State.Holder != ticket.Desk)
        {
            var issues = State.Ledger.UnendedOf(ticket.Desk);
            return new Step.HandOff(
                Entries,
                HandedOff(
                    new PlannedHandoff(ticket.Desk, HandoffTrigger.Escalated, ticket.Entry.Reason, HandoffRule.NoAgentCanGoOn)
                    {
                        Issue = issues.FirstOrDefault(),
                        Issues = [.. issues.Select(issue => issue.Id)],
                        History = WholeHistory(),
                    }
                )
            );
        }

        // Time is read from the journal: an entry after the due time makes the ticket overdue.
        if (ticket.NextDue is { } due && due.At <= State.Now)
            return new Step.Note([new TicketExpired { Ticket = ticket.Id, Due = due.Which }]);
        // A timer opened the ticket: the customer waits for nothing, but is told of it.
        if (State.Turn is null)
            return ticket.IsCustomerTold || ticket.IsAnswered ? Step.Wait.ForCustomer : TellCustomerOf(ticket);

        return Turn.IsCustomerToldOfPerson || ticket.IsAnswered ? Step.Wait.ForPerson : TellCustomerOf(ticket);
    }

    private Step.TellOfWait TellCustomerOf(OpenTicket ticket) => new(PersonNotice.ForTicket(State, Turn, ticket, team));

    // People have no window: nothing is left out for them.
    private BriefedHistory WholeHistory() =>
        new()
        {
            Mode = HistoryMode.Verbatim,
            To = JournalEnd,
            Reason = State.IsSensitive ? HistoryReason.Sensitive : HistoryReason.People,
            TokensAtMost = transcript.BytesUpTo(JournalEnd),
        };

    private Step TakeBack(HandBack handBack)
    {
        var to = team.Find(handBack.To) is null ? team.Entry.Name : handBack.To;
        var status = handBack.IsResolved ? IssueStatus.Resolved : IssueStatus.Open;
        Move(State.Ledger.UnendedOf(State.Holder), handBack.IsResolved ? State.Holder : to, status, handBack.Report, handBack.By);
        return HandOff(to, HandoffTrigger.Returned, State.Ledger.CurrentFor(to).FirstOrDefault(), handBack.Report, HandoffRule.HandedBack);
    }
}
