using Baton.Conversations.States;
using Baton.Fallbacks;
using Baton.Handoffs;
using Baton.Issues;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;

namespace Baton.Conversations.Steps;

/// <summary>
/// Decides what happens next. Pure: the same team and state always give the same step, so a restart, a replay and another machine
/// all continue at the exact step. docs/state-machine.md draws it.
/// </summary>
internal static class Decision
{
    public static Step Next(Team team, ConversationId conversation, ConversationState state)
    {
        if (state.IsClosed)
            return Step.Close.Ended;
        if (state.Turn is not { } turn)
            return Step.Wait.ForCustomer;
        var holder = state.Holder;
        if (turn.Failure is { } failure)
            return new Step.GiveUp([], DegradedAnswer.For(conversation, state, turn, failure));
        if (team.Find(holder) is not { } member)
            return ToEntry(team, state, holder);
        if (turn.Reply is not { } reply)
        {
            // The baton may have gone back to whoever asked the customer: then all is said.
            return !turn.Parts.IsEmpty && !state.Ledger.Unended.Exists(issue => issue.IsActionable)
                ? Reply(state, turn, [])
                : CallModel(team, conversation, state, turn);
        }

        var reading = ReplyReading.Of(reply, member, turn.Begun);
        var due = reading.Tools.FindAll(tool => !turn.Ended.Contains(tool.Call.CallId));
        if (due.Count > 0)
        {
            return turn.ToolCalls + due.Count(tool => !tool.InDoubt) > team.Limits.ToolCalls
                ? Escalate(conversation, state, turn, FailureCause.BoundReached, $"The turn would need more than {team.Limits.ToolCalls} tool calls.")
                : new Step.CallTools(holder, due);
        }

        var (changes, ledger) = LedgerChanges.Accept(state.Ledger, holder, reading.Transfers);
        if (reading.Refused.Count > 0)
        {
            var told = string.Join(" ", reading.Refused.Select(refused => refused.Told));
            if (reading.Transfers.Count > 0)
                told += " Your other transfers are kept: do not repeat them.";
            var refused = reading.Refused.FindAll(call => !turn.Ended.Contains(call.Call.CallId));
            return Fault(conversation, state, turn, changes, refused, new Failure(reading.RefusedFor, told), told);
        }

        if (reading.Transfers.Count > 0)
        {
            var givenAway = turn.GivenAway.Union(changes.Select(change => change is IssueOpened opened ? opened.Issue : ((IssueChanged)change).Issue));
            return Transferred(team, conversation, state with { Ledger = ledger }, turn with { GivenAway = givenAway }, reply, changes);
        }

        return reading.Tools.Count > 0
            ? CallModel(team, conversation, state, turn)
            : Answered(team, conversation, state, turn, reply);
    }

    private static Step CallModel(Team team, ConversationId conversation, ConversationState state, TurnState turn) =>
        turn.ModelCalls >= team.Limits.ModelCalls
            ? Escalate(conversation, state, turn, FailureCause.BoundReached, $"The turn used its {team.Limits.ModelCalls} model calls.")
            : new Step.CallModel(state.Holder);

    // The holder is no longer in the team (its file changed): the entry agent takes over rather than nobody.
    private static Step.HandOff ToEntry(Team team, ConversationState state, string holder)
    {
        var moved = state.Ledger.Unended.Where(issue => issue.Owner == holder).Select(issue => (JournalEntry)new IssueChanged
        {
            Issue = issue.Id,
            Title = issue.Title,
            Owner = team.Entry.Name,
            Status = IssueStatus.Open,
            Reason = $"{holder} is no longer in the team",
            By = holder,
        }).ToList();
        return new Step.HandOff(moved, new HandedOff
        {
            From = holder,
            To = team.Entry.Name,
            Trigger = HandoffTrigger.FellBack,
            Briefing = BriefingFor(state, [.. moved.OfType<IssueChanged>().Select(change => change.Issue)], $"{holder} is no longer in the team."),
        });
    }

    // The reply hands over. Its text answers the customer only when the sender had something of its own to answer.
    private static Step Transferred(Team team, ConversationId conversation, ConversationState state, TurnState turn, ModelCallEnded reply, List<JournalEntry> changes)
    {
        var hasOwnAnswer = !string.IsNullOrWhiteSpace(reply.Text) && state.Ledger.HasWorkFor(state.Holder);
        return hasOwnAnswer
            ? MoveOn(team, conversation, state, turn, reply, changes)
            : Onward(team, conversation, state, turn, changes);
    }

    private static Step Answered(Team team, ConversationId conversation, ConversationState state, TurnState turn, ModelCallEnded reply)
    {
        if (!turn.GivenAway.IsEmpty && !state.Ledger.HasWorkFor(state.Holder))
            return Onward(team, conversation, state, turn, []);
        var (cause, told) = FaultOf(reply);
        return cause is { } fault
            ? Fault(conversation, state, turn, [], [], new Failure(fault, $"{state.Holder}: {told}"), told)
            : MoveOn(team, conversation, state, turn, reply, []);
    }

    private static (FailureCause? Cause, string Told) FaultOf(ModelCallEnded reply)
    {
        if (string.IsNullOrWhiteSpace(reply.Text))
            return (FailureCause.EmptyReply, "Your reply was empty. Answer the customer, or call one of your tools.");
        if (reply.Finish == "length")
            return (FailureCause.CutOff, "Your reply was cut off because it was too long. Answer again, in fewer words.");
        return NarratedTransfer.IsToldIn(reply.Text)
            ? (FailureCause.NarratedTransfer, "You told the customer of a transfer but called no transfer tool, so nothing happened. Call the tool now, or answer without promising a transfer.")
            : (null, "");
    }

    // Told once in a stretch of holding the baton; the second fault gives up.
    private static Step Fault(
        ConversationId conversation,
        ConversationState state,
        TurnState turn,
        List<JournalEntry> accepted,
        List<RefusedCall> refused,
        Failure failure,
        string told)
    {
        if (turn.Corrections == 0)
            return new Step.Correct(state.Holder, accepted, refused, failure, told);
        accepted.Add(new AttemptFailed { Participant = state.Holder, Cause = failure.Cause, Detail = failure.Detail });
        return new Step.GiveUp(accepted, DegradedAnswer.For(conversation, state, turn, failure));
    }

    // The text is a part of the reply and settles the holder's issues: then the next owner, or the customer.
    private static Step MoveOn(Team team, ConversationId conversation, ConversationState state, TurnState turn, ModelCallEnded reply, List<JournalEntry> changes)
    {
        var text = reply.Text!.Trim();
        if (!turn.ReplyIsDrafted)
        {
            changes.Add(new ReplyDrafted { Participant = state.Holder, Of = reply.Seq });
            turn = turn with { Parts = turn.Parts.Add(new ReplyPart(state.Holder, text)) };
        }

        var (settled, ledger) = LedgerChanges.Settle(state.Ledger, state.Holder, text);
        changes.AddRange(settled);
        if (settled.Count > 0)
            turn = turn with { Hops = [] };
        state = state with { Ledger = ledger };
        return Onward(team, conversation, state, turn, changes);
    }

    // The sequential strategy: the owner of the first issue that can go on is next; when there is none, the customer is answered.
    private static Step Onward(Team team, ConversationId conversation, ConversationState state, TurnState turn, List<JournalEntry> changes)
    {
        if (state.Ledger.NextForOthers(state.Holder) is not { } next)
            return Reply(state, turn, changes);
        var to = next.Owner;
        if (turn.Handoffs >= team.Limits.Handoffs)
            return Escalate(conversation, state, turn, FailureCause.BoundReached, $"The turn used its {team.Limits.Handoffs} handoffs.", changes);
        if (turn.Hops.Contains((state.Holder, to)))
            return Escalate(conversation, state, turn, FailureCause.PingPong, $"{state.Holder} would hand over to {to} again with no progress since the last time.", changes);

        var isRouted = turn.GivenAway.Contains(next.Id);
        return new Step.HandOff(changes, new HandedOff
        {
            From = state.Holder,
            To = to,
            Trigger = !isRouted ? HandoffTrigger.Continued
                : turn.Hops.Contains((to, state.Holder)) ? HandoffTrigger.Returned
                : HandoffTrigger.Routed,
            Category = next.Category,
            Confidence = next.Confidence,
            Briefing = BriefingFor(state, [.. state.Ledger.WorkFor(to).Select(issue => issue.Id)], next.Summary ?? next.Title),
        });
    }

    private static Step.Reply Reply(ConversationState state, TurnState turn, List<JournalEntry> changes)
    {
        var holder = state.Holder;
        // Whoever asked the customer something gets the answer.
        if (!state.Ledger.Unended.Exists(issue => IsAsking(issue) && issue.Owner == holder) && state.Ledger.Unended.Find(IsAsking) is { } asked)
        {
            changes.Add(new HandedOff
            {
                From = holder,
                To = asked.Owner,
                Trigger = HandoffTrigger.Returned,
                Category = asked.Category,
                Confidence = asked.Confidence,
                Briefing = BriefingFor(state, [asked.Id], $"The customer was asked about: {asked.Title}"),
            });
            holder = asked.Owner;
        }

        return new Step.Reply(changes, new Replied
        {
            Participant = holder,
            Message = turn.Message,
            Text = string.Join("\n\n", turn.Parts.Select(part => part.Text)),
        });
    }

    private static bool IsAsking(Issue issue) => issue.Status == IssueStatus.WaitingOnCustomer;

    private static Step.GiveUp Escalate(
        ConversationId conversation,
        ConversationState state,
        TurnState turn,
        FailureCause trigger,
        string reason,
        IReadOnlyList<JournalEntry>? changes = null) => new(
        [.. changes ?? [], new Escalated { From = state.Holder, Trigger = trigger, Reason = reason }],
        DegradedAnswer.For(conversation, state, turn, new Failure(trigger, reason)));

    private static Briefing BriefingFor(ConversationState state, IReadOnlyList<IssueId> issues, string summary) => new()
    {
        Summary = summary,
        Issues = issues,
        History = new JournalRange(1, state.Version),
    };
}
