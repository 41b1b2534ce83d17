using Baton.Deciding.Escalations;
using Baton.Deciding.Handoffs;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States;

namespace Baton.Deciding;

/// <content>
/// This part works on issues in parallel: each owner gets a leg, and whoever delegated writes one reply from the legs' reports. A leg
/// decides as a conversation does, but ends with a report instead of a reply.
/// </content>
internal sealed partial class Decision
{
    private bool Coordinates => State.Strategy == IssueStrategy.Coordinator && LegName.DepthOf(State.Leg) < team.Limits.LegDepth;

    // The issues that can be delegated now, grouped by owner and limits, by the priority of the first in each group.
    private List<List<Issue>> Delegable(Func<Issue, bool> fits) =>
        [
            .. State
                .Ledger.Unended.Where(issue =>
                    fits(issue) && issue.Owner != State.Holder && !Turn.Unfinished.Contains(issue.Id) && !IsInOpenLeg(issue.Id)
                )
                .OrderByDescending(issue => issue.Priority ?? IssuePriority.Normal)
                .GroupBy(issue => (issue.Owner, issue.Constraints))
                .Select(group => group.ToList()),
        ];

    private bool IsInOpenLeg(IssueId issue) => State.Legs.Values.Any(leg => leg.End is null && leg.Issues.Contains(issue));

    private static bool IsActionable(Issue issue) => issue.IsActionable;

    private static bool IsAsked(Issue issue) => issue.Status == IssueStatus.WaitingOnCustomer;

    // What to do about legs; null if there are none, or all have ended.
    private Step? WorkInParallel()
    {
        // The customer's answer to questions of several legs goes back to legs of the same agents.
        if (!Coordinates && State.Legs.IsEmpty)
            return null;
        var isUnasked = Turn.Reply is null && Turn.ModelCalls == Turn.Summaries && State.Legs.Values.All(leg => leg.End is null);
        var asked = Coordinates && isUnasked ? Delegable(IsAsked) : [];
        if (State.Legs.IsEmpty)
            return asked.Count > 1 ? Delegate(asked) : null;
        var open = State.Legs.Values.Where(leg => leg.End is null).ToList();
        // After a crash during a delegation, the remaining issues are delegated.
        var left =
            asked.Count > 0 ? asked
            : open.Count == State.Legs.Count && (Turn.Reply is not null || Turn.Hold.HolderGaveUpIssues || IsOnFastPath)
                ? Delegable(IsActionable)
            : [];
        if (open.Count > 0 && left.Count > 0)
            return Delegate(left);
        if (open.Count == 0)
            return Turn is { Reply: null, Parts.IsEmpty: true } && Delegable(IsActionable) is { Count: > 0 } more ? Delegate(more) : null;
        var busy = open.FindAll(leg => Next(team, conversation, transcript, State.Within(leg.Name)) is not Step.Wait);
        if (busy.Count > 0)
            return new Step.RunLegs(busy.ConvertAll(leg => leg.Name));
        return Turn.IsCustomerToldOfPerson || State.Leg is not null
            ? Step.Wait.ForPerson
            : new Step.TellOfWait(PersonNotice.ForApproval(State, Turn, team));
    }

    private Step Delegate(List<List<Issue>> groups)
    {
        // Each leg needs at least one model call, and so does the reply from their reports.
        var calls = Allowance.ModelCalls(State, team.Limits) - 1 - State.Legs.Values.Count(leg => leg.End is null);
        var isShortOfCalls = calls < team.Limits.Legs - Turn.Legs;
        var room = isShortOfCalls ? calls : team.Limits.Legs - Turn.Legs;
        var limits = new Constraint { Deadline = TimestampJsonConverter.Truncate(State.Now.Later(team.Limits.LegTime)) };
        var handoffs = new List<HandedOff>();
        foreach (var group in groups)
        {
            if (handoffs.Count >= room)
                GiveUpIssues(
                    group,
                    FailureCause.BoundReached,
                    isShortOfCalls
                        ? $"The turn has used all of its {team.Limits.ModelCalls} model calls."
                        : $"The turn has used all of its {team.Limits.Legs} legs."
                );
            else if (LegFor(group, limits) is { } handed)
                handoffs.Add(handed with { Leg = LegName.Next(State.Leg, State.LegsOpened + handoffs.Count) });
        }

        // A summary is written only if the legs leave a model call for it.
        var due = calls > handoffs.Count ? handoffs.Select(MissingSummary).FirstOrDefault(task => task is not null) : null;
        return due ?? (handoffs.Count > 0 ? new Step.Delegate(Entries, handoffs) : ContinueWith(NextIssue()));
    }

    // If the history is too long for the owner, its overflow agent gets the issues. If it is too long for that one too, there is no leg for
    // them.
    private HandedOff? LegFor(List<Issue> group, Constraint limits)
    {
        for (var to = group[0].Owner; to != State.Holder; )
        {
            var first = group[0];
            var handed = HandedOff(
                new PlannedHandoff(to, HandoffTrigger.Delegated, first.Summary ?? first.Title, HandoffRule.IndependentIssues)
                {
                    Issue = first,
                    Issues = group.ConvertAll(issue => issue.Id),
                    Limits = limits,
                }
            );
            if (handed.Briefing.History.Reason != HistoryReason.TooLong)
                return handed;
            var reason = TooLongFor(to);
            if (OverflowOf(to) is not { } other)
            {
                GiveUpIssues(group, FailureCause.ContextTooLong, reason, handed.Briefing.History);
                return null;
            }

            Move(group, other, IssueStatus.Open, reason, State.Holder);
            to = other;
        }

        return null;
    }

    // No agent can work on these issues in this turn: they go to a desk, or wait for the customer's next message.
    private void GiveUpIssues(List<Issue> group, FailureCause cause, string reason, BriefedHistory? history = null)
    {
        var desk = team.Ladder.Names.FirstOrDefault(name => team.FindDesk(name) is not null);
        foreach (var issue in group)
        {
            Add(
                new Escalated
                {
                    From = State.Holder,
                    To = desk,
                    Trigger = cause,
                    Reason = reason,
                    Issue = issue.Id,
                    History = history,
                }
            );
            if (desk is not null)
                Move([issue], desk, IssueStatus.WaitingOnPerson, reason, State.Holder);
        }
    }

    private Step.EndLeg EndLeg(Failure? failure, bool isEscalated = false)
    {
        var outcome = failure is null
            ? State.Ledger.Unended.Any(IsAsked)
                ? LegOutcome.Asked
                : LegOutcome.Answered
            : isEscalated
                ? LegOutcome.Escalated
                : LegOutcome.Failed;
        return new Step.EndLeg(
            Entries,
            new LegEnded
            {
                Participant = State.Holder,
                Outcome = outcome,
                Report = string.Join("\n\n", Turn.Parts.Concat(Turn.Reports).Select(part => part.Text)),
                Issues = [.. State.Ledger.Scope!.OrderBy(issue => issue.Value)],
                Cause = failure?.Cause,
                Detail = failure?.Detail,
            }
        );
    }

    // Issues that went to a desk become its ticket once the rest is answered: one desk after the other.
    private Step.OpenTicket? TicketDue()
    {
        if (State.Leg is not null)
            return null;
        foreach (var issue in State.Ledger.Unended)
        {
            if (WaitsAtDesk(issue))
                return OpenTicket(
                    issue.Owner,
                    issue.Reason ?? "An agent asked to escalate.",
                    State.Ledger.UnendedOf(issue.Owner).FindAll(WaitsAtDesk)
                );
        }

        return null;
    }

    private bool WaitsAtDesk(Issue issue) => issue.Status == IssueStatus.WaitingOnPerson && team.FindDesk(issue.Owner) is not null;
}
