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
        var unasked = waiting.FindAll(call => !turn.Approvals.ContainsKey(call.Call.CallId));
        if (unasked.Count > 0)
        {
            return new Step.AskApproval(unasked.ConvertAll(call => new ApprovalAsked
            {
                Participant = state.Holder,
                Tool = call.Call.Name,
                CallId = call.Call.CallId,
                Arguments = call.Call.Arguments,
                Reason = call.Reason,
            }));
        }

        // A leg leaves the telling to whoever delegated it.
        return turn.IsTold || state.Leg is not null ? Step.Wait.ForPerson : new Step.TellOfWait(PersonNotice.ForApproval(state, turn, team.Replies));
    }

    // The briefing is fitted before the transfer: what does not fit goes to somebody else, and never overflows.
    private Step Redirect(HandedOff refused, Issue? issue, string? rule)
    {
        var (to, history) = (refused.To, refused.Briefing.History);
        var reason = TooSmall(to);
        if (OverflowOf(to) is not { } other)
            return Escalate(FailureCause.ContextTooLong, reason, history);
        Move(state.Ledger.AtHand(to), other, IssueStatus.Open, reason, state.Holder);
        return HandOff(other, refused.Trigger, issue, refused.Briefing.Summary, rule);
    }

    private string TooSmall(string receiver) =>
        $"The conversation does not fit the context window of {receiver}{(state.IsSensitive ? ", and it may not be summarised" : "")}.";

    // Whom a receiver that cannot read it names for that, unless that one cannot either.
    private string? OverflowOf(string receiver)
    {
        tooSmall.Add(receiver);
        return team[receiver].Agent.Overflow is { } other && !tooSmall.Contains(other.Name) ? other.Name : null;
    }

    // The holder's own stretch does not fit its window any more.
    private Step Outgrown(Failure failure)
    {
        var holder = state.Holder;
        if (team[holder].Agent.Overflow is { } other)
        {
            tooSmall.Add(holder);
            Move(state.Ledger.AtHand(holder), other.Name, IssueStatus.Open, failure.Detail, holder);
            return HandOff(other.Name, HandoffTrigger.Escalated, state.Ledger.AtHand(other.Name).FirstOrDefault(), failure.Detail, HandoffRule.HistoryTooLong);
        }

        return Fall(failure);
    }

    private Step.OpenTicket OpenTicket(string desk, string reason, IReadOnlyList<Issue> issues)
    {
        var place = team.FindDesk(desk);
        IReadOnlyList<string> skills = [.. (place?.Skills ?? []).Concat(issues.Select(issue => issue.Category).OfType<string>()).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new(changes, new TicketOpened
        {
            Ticket = new TicketId($"{conversation.Value}-{state.Tickets + 1}"),
            Desk = desk,
            From = state.HandBack?.To ?? state.Passed?.From ?? state.Holder,
            Reason = reason,
            Issues = [.. issues.Select(issue => issue.Id)],
            Priority = Higher(issues.Max(issue => issue.Priority), RulePriority()),
            Skills = skills.Count > 0 ? skills : null,
            FirstResponseDue = DueTime.After(place, place?.FirstResponse, state.Now),
            ResolutionDue = DueTime.After(place, place?.Resolution, state.Now),
        });
    }

    // While people have the conversation, agents are silent.
    private Step AtDesk(OpenTicket ticket)
    {
        if (state.Holder != ticket.Desk)
        {
            var issues = state.Ledger.Unended.FindAll(issue => issue.Owner == ticket.Desk);
            return new Step.HandOff(changes, HandedOff(ticket.Desk, HandoffTrigger.Escalated, issues.FirstOrDefault(), [.. issues.Select(issue => issue.Id)], ticket.Entry.Reason, HandoffRule.NoAgentCanGoOn, WholeHistory()));
        }

        // Time is what the journal says it is: whatever arrives behind the moment finds the ticket late.
        if (ticket.NextDue is { } due && due.At <= state.Now)
            return new Step.Note([new TicketExpired { Ticket = ticket.Id, Due = due.Which }]);
        // Where a timer opened it the customer waits for nothing, and hears of it all the same.
        if (state.Turn is null)
        {
            turn = turn with { Message = state.LastMessage };
            return ticket.IsTold || ticket.IsAnswered ? Step.Wait.ForCustomer : Told(ticket);
        }

        return turn.IsTold || ticket.IsAnswered
            ? Step.Wait.ForPerson
            : Told(ticket);
    }

    private Step.TellOfWait Told(OpenTicket ticket) => new(PersonNotice.ForTicket(state, turn, ticket, team.FindDesk(ticket.Desk), team.Replies));

    // People have no window: nothing is left out for them.
    private BriefedHistory WholeHistory() => new()
    {
        Mode = HistoryMode.Verbatim,
        To = state.Version,
        Reason = state.IsSensitive ? HistoryReason.Sensitive : HistoryReason.People,
        TokensAtMost = transcript.BytesUpTo(state.Version),
    };

    private Step TakeBack(HandBack handBack)
    {
        var to = team.Find(handBack.To) is null ? team.Entry.Name : handBack.To;
        var status = handBack.IsResolved ? IssueStatus.Resolved : IssueStatus.Open;
        Move(state.Ledger.Unended.FindAll(issue => issue.Owner == state.Holder), handBack.IsResolved ? state.Holder : to, status, handBack.Report, handBack.By);
        return HandOff(to, HandoffTrigger.Returned, state.Ledger.AtHand(to).FirstOrDefault(), handBack.Report, HandoffRule.HandedBack);
    }
}
