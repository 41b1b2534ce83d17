using Baton.Deciding.Escalations;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Escalations;

namespace Baton.Deciding;

/// <content>
/// This part decides where people come in: a call that must be approved, a turn that no agent may or can go on with, and the way back.
/// Each entry of the way there says what is missing, so a crash anywhere in it leaves nothing undone or done twice.
/// </content>
internal sealed partial class Decision
{
    private readonly HashSet<string> tooSmall = [];

    private Step AwaitApproval(List<WaitingCall> waiting)
    {
        var unasked = waiting.FindAll(call => !Turn.Approvals.ContainsKey(call.Call.CallId));
        if (unasked.Count > 0)
        {
            return new Step.AskApproval(unasked.ConvertAll(call => new ApprovalAsked
            {
                Participant = State.Holder,
                Tool = call.Call.Name,
                CallId = call.Call.CallId,
                Arguments = call.Call.Arguments,
                Reason = call.Reason,
            }));
        }

        // A leg leaves the telling to whoever delegated it.
        return Turn.IsToldOfPerson || State.Leg is not null ? Step.Wait.ForPerson : new Step.TellOfWait(PersonNotice.ForApproval(State, Turn, team.RepliesPerIssue));
    }

    // The briefing is fitted before the transfer: what does not fit goes to somebody else, and never overflows.
    private Step Redirect(HandedOff refused, Issue? issue, string? rule)
    {
        var (to, history) = (refused.To, refused.Briefing.History);
        var reason = TooSmall(to);
        if (OverflowOf(to) is not { } other)
            return Escalate(FailureCause.ContextTooLong, reason, history);
        Move(State.Ledger.AtHand(to), other, IssueStatus.Open, reason, State.Holder);
        return HandOff(other, refused.Trigger, issue, refused.Briefing.Summary, rule);
    }

    private string TooSmall(string receiver) =>
        $"The conversation does not fit the context window of {receiver}{(State.IsSensitive ? ", and it may not be summarised" : "")}.";

    // Whom a receiver that cannot read it names for that, unless that one cannot either.
    private string? OverflowOf(string receiver)
    {
        tooSmall.Add(receiver);
        return team[receiver].Agent.Overflow is { } other && !tooSmall.Contains(other.Name) ? other.Name : null;
    }

    // The holder's own stretch does not fit its window any more.
    private Step EscalateContextTooLong(Failure failure)
    {
        var holder = State.Holder;
        if (team[holder].Agent.Overflow is { } other)
        {
            tooSmall.Add(holder);
            Move(State.Ledger.AtHand(holder), other.Name, IssueStatus.Open, failure.Detail, holder);
            return HandOff(other.Name, HandoffTrigger.Escalated, State.Ledger.AtHand(other.Name).FirstOrDefault(), failure.Detail, HandoffRule.HistoryTooLong);
        }

        return Fall(failure);
    }

    private Step.OpenTicket OpenTicket(string desk, string reason, IReadOnlyList<Issue> issues)
    {
        var place = team.FindDesk(desk);
        IReadOnlyList<string> skills = [.. (place?.Skills ?? []).Concat(issues.Select(issue => issue.Category).OfType<string>()).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new(draft.Entries, new TicketOpened
        {
            Ticket = new TicketId($"{conversation.Value}-{State.Tickets + 1}"),
            Desk = desk,
            From = State.HandBack?.To ?? State.Passed?.From ?? State.Holder,
            Reason = reason,
            Issues = [.. issues.Select(issue => issue.Id)],
            Priority = Higher(issues.Max(issue => issue.Priority), RulePriority()),
            Skills = skills.Count > 0 ? skills : null,
            FirstResponseDue = DueTime.After(place, place?.FirstResponse, State.Now),
            ResolutionDue = DueTime.After(place, place?.Resolution, State.Now),
        });
    }

    // While people have the conversation, agents are silent.
    private Step AtDesk(OpenTicket ticket)
    {
        if (State.Holder != ticket.Desk)
        {
            var issues = State.Ledger.Unended.FindAll(issue => issue.Owner == ticket.Desk);
            return new Step.HandOff(draft.Entries, HandedOff(ticket.Desk, HandoffTrigger.Escalated, issues.FirstOrDefault(), [.. issues.Select(issue => issue.Id)], ticket.Entry.Reason, HandoffRule.NoAgentCanGoOn, WholeHistory()));
        }

        // Time is what the journal says it is: whatever arrives behind the moment finds the ticket late.
        if (ticket.NextDue is { } due && due.At <= State.Now)
            return new Step.Note([new TicketExpired { Ticket = ticket.Id, Due = due.Which }]);
        // Where a timer opened it the customer waits for nothing, and hears of it all the same.
        if (State.Turn is null)
            return ticket.IsTold || ticket.IsAnswered ? Step.Wait.ForCustomer : Told(ticket);

        return Turn.IsToldOfPerson || ticket.IsAnswered
            ? Step.Wait.ForPerson
            : Told(ticket);
    }

    private Step.TellOfWait Told(OpenTicket ticket) => new(PersonNotice.ForTicket(State, Turn, ticket, team.FindDesk(ticket.Desk), team.RepliesPerIssue));

    // People have no window: nothing is left out for them.
    private BriefedHistory WholeHistory() => new()
    {
        Mode = HistoryMode.Verbatim,
        To = draft.JournalEnd,
        Reason = State.IsSensitive ? HistoryReason.Sensitive : HistoryReason.People,
        TokensAtMost = transcript.BytesUpTo(draft.JournalEnd),
    };

    private Step TakeBack(HandBack handBack)
    {
        var to = team.Find(handBack.To) is null ? team.Entry.Name : handBack.To;
        var status = handBack.IsResolved ? IssueStatus.Resolved : IssueStatus.Open;
        Move(State.Ledger.Unended.FindAll(issue => issue.Owner == State.Holder), handBack.IsResolved ? State.Holder : to, status, handBack.Report, handBack.By);
        return HandOff(to, HandoffTrigger.Returned, State.Ledger.AtHand(to).FirstOrDefault(), handBack.Report, HandoffRule.HandedBack);
    }
}
