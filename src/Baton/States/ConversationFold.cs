using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.SharedStates;
using Baton.Journals.Timers;
using Baton.States.Confidences;
using Baton.States.Constraints;
using Baton.States.Deliveries;
using Baton.States.Handoffs;
using Baton.States.Issues;
using Baton.Teams.Issues;

namespace Baton.States;

/// <summary>Folds entries to state. Pure: no I/O, no clock, no randomness, no team.</summary>
internal static class ConversationFold
{
    public static ConversationState Apply(ConversationState state, JournalEntry entry)
    {
        if (entry.Seq != state.Version + 1)
            throw new JournalException(
                JournalFault.Corrupt,
                $"The journal has entry {entry.Seq} in place of entry {state.Version + 1}. Restore it from a backup."
            );
        if (entry.Leg != state.Leg)
            return OutboxFold.WithoutDecided(LegFold.Apply(state, entry));
        var before = state;
        // The one copy: the folds below set on it what nearly every entry changes.
        state = state with
        {
            Version = entry.Seq,
            Now = entry.At > state.Now ? entry.At : state.Now,
            Holding = HoldingTime.After(state, entry),
            // Most entries change nothing but the turn, and so need no second copy of the state.
            Turn = state.Turn is { } under && IsOfTurn(entry) ? Advance(under, entry, state.Ledger.Count) : state.Turn,
        };
        state = entry switch
        {
            ConversationOpened opened => Open(state, opened),
            MessageReceived received => Receive(state, received),
            IssueOpened opened => WithLimits(Open(state, opened), opened.Owner, opened.Issue),
            IssueChanged changed => WithLimits(Change(state, changed), changed.Owner, changed.Issue),
            HandedOff handed => HandOff(state, handed),
            StateWritten written => Write(state, written),
            StrategyChosen chosen => state with { Strategy = chosen.Strategy, IsStrategyChosen = true },
            ReplyDrafted drafted => Draft(state, drafted),
            Replied or Degraded => Answer(state, asks: entry is Replied replied && CustomerQuestion.IsIn(replied.Text, replied.Question)),
            Escalated escalated when escalated is { Issue: null } or { To: not null } => EscalationFold.Apply(state, escalated),
            InterimReplied when state.Ticket is { } ticket => state with
            {
                Ticket = ticket with { IsCustomerTold = true },
                Turn = state.Turn is { } waiting ? Advance(waiting, entry, state.Ledger.Count) : null,
            },
            Escalated { Issue: not null } when state.Turn is null => state with
            {
                ExpiredBetweenTurns = Advance(state.ExpiredBetweenTurns ?? TurnState.None, entry, state.Ledger.Count),
            },
            TicketOpened
            or TicketClaimed
            or TicketReleased
            or TicketDeclined
            or TicketExpired
            or TicketClosed
            or OperatorReplied
            or PermissionGranted => DeskFold.Apply(state, entry),
            TimerFired fired => state with
            {
                FiredTimer = new DueMoment(fired.Due, fired.Of),
                Turn = state.Turn is { } waiting ? waiting with { Since = fired.At } : null,
            },
            ConversationClosed => state with { Turn = null, IsClosed = true },
            CallbackReceived received => state with { Callbacks = state.Callbacks.Add((received.From, received.Callback), received) },
            _ when IsOfTurn(entry) || state.Turn is null => state,
            _ => state with { Turn = state.Turn is { } turn ? Advance(turn, entry, state.Ledger.Count) : null },
        };
        state = OutboxFold.Apply(before, state, entry);
        return RuleFold.Apply(
            before,
            ReportFold.Apply(before, TriedFold.Apply(before, UpdateFold.Apply(before, state, entry), entry), entry),
            entry
        );
    }

    private static bool IsOfTurn(JournalEntry entry) =>
        entry is ModelCallBegun or ModelCallEnded or ToolCallBegun or ToolCallEnded or MessageRouted or ApprovalAsked or ApprovalDecided;

    // These change the copy that the entry costs anyway.
    private static ConversationState Open(ConversationState state, ConversationOpened opened)
    {
        state.Holder = opened.Holder;
        state.Constraints = opened.Constraints ?? Constraint.None;
        state.IsSensitive = opened.Sensitive == true;
        state.Customer = opened.Customer;
        state.Strategy = opened.Strategy ?? IssueStrategy.Sequential;
        return state;
    }

    private static ConversationState Answer(ConversationState state, bool asks)
    {
        state.Turn = null;
        state.Legs = ConversationState.NoLegs;
        state.UntakenTicket = null;
        state.ExpiredBetweenTurns = null;
        state.AsksCustomer = asks;
        return state;
    }

    private static ConversationState Receive(ConversationState state, MessageReceived received)
    {
        if (state is { Turn: null, Ticket: null })
            state.AskedToTakeOver = [];
        state.Receive(received.Message, received.Seq);
        state.IsSensitive |= received.Sensitive == true;
        // A message that arrives while the turn waits for a person joins the turn: one answer serves both.
        state.Turn = state.Turn is { } waiting
            ? waiting with
            {
                Message = received.Message,
                Joined = received.Seq,
                IsCustomerToldOfPerson = false,
                IsCustomerToldOfDelay = false,
                Since = received.At,
                AsksForPerson = waiting.AsksForPerson || received.AsksForPerson == true,
            }
            : new TurnState
            {
                Message = received.Message,
                Began = received.Seq,
                Since = received.At,
                AsksForPerson = received.AsksForPerson == true,
            };
        if (state.Ticket is { IsAsking: true } asking)
            state.Ticket = asking with { IsAsking = false };
        if (!state.Ledger.Unended.IsEmpty)
            state.Ledger = GoOn(state.Ledger, state.Holder);
        return state;
    }

    // The customer's message is what the holder waited for, and what resting issues rested until.
    private static Ledger GoOn(Ledger ledger, string holder) =>
        ledger.Change(
            issue => issue.IsResting || (issue.Status == IssueStatus.WaitingOnCustomer && issue.Owner == holder),
            issue => issue with { Status = IssueStatus.InProgress, IsResting = false }
        );

    private static ConversationState Draft(ConversationState state, ReplyDrafted drafted)
    {
        if (state.Turn is not { } turn)
            return state;
        // If the model reported its confidence in a later reply, the accepted text is that of the earlier one.
        var asked = turn.Hold.Reporting.Draft is { } draft && draft.Seq == drafted.Of ? draft : null;
        var reply = asked is null ? turn.Reply : (turn.Reply ?? new ReplyState(asked)) with { Entry = asked };
        state.Turn = turn with
        {
            Parts = turn.Parts.Add(new ReplyPart(drafted.Participant, drafted.Text ?? reply?.Entry.Text ?? "", state.IssuesOfAnswer())),
            Reports = [],
            HasNewReports = false,
            Hold = turn.Hold with { Reply = reply is null ? null : reply with { IsDrafted = true } },
        };
        return state;
    }

    private static ConversationState Open(ConversationState state, IssueOpened opened)
    {
        var turn = state.Turn;
        state.Ledger = state.Ledger.Apply(
            opened,
            ModelOf(turn, opened.By),
            RouterOf(turn, opened.Routed),
            turn is null ? null : (turn.Message, state.Messages[turn.Message])
        );
        state.Turn = GiveAway(turn, opened.Issue, isGiven: opened.CallId is not null || opened.Routed is not null);
        return WithSensitivity(state, opened.Sensitive);
    }

    private static ConversationState WithSensitivity(ConversationState state, bool? becomes)
    {
        state.IsSensitive |= becomes == true;
        return state;
    }

    private static ConversationState WithLimits(ConversationState state, string owner, IssueId issue)
    {
        state.HeldLimits = HeldLimits.With(state, owner, issue);
        return state;
    }

    private static ConversationState Change(ConversationState state, IssueChanged changed)
    {
        if (state.Ledger.Find(changed.Issue) is null)
            throw new JournalException(
                JournalFault.Corrupt,
                $"Entry {changed.Seq} changes issue {changed.Issue}, which was never opened. Restore the journal from a backup."
            );
        var ledger = state.Ledger.Apply(
            changed,
            TriedFold.With(state, changed),
            ModelOf(state.Turn, changed.By),
            RouterOf(state.Turn, changed.Routed)
        );
        var turn = GiveAway(state.Turn, changed.Issue, isGiven: changed.CallId is not null || changed.Routed is not null);
        if (turn?.Hold.EscalatedIssue == changed.Issue && changed.Owner == turn.Hold.EscalatedTo)
            turn = turn with { Hold = AfterIssueLeft(turn.Hold) };
        if (turn is not null && changed.RepeatedBy is { } call)
            turn = Repeat(turn, call, changed.Issue);
        else if (
            turn is { HandoffsSinceProgress.IsEmpty: false }
            && HasStopped(state.Ledger, ledger, changed.Issue)
            && !turn.Reopened.Contains(changed.Issue)
        )
            turn = turn with { HandoffsSinceProgress = [] };
        // Once agents open again what they ended in the same turn, ending it is no progress any more.
        if (turn is not null && state.Ledger.Find(changed.Issue)!.IsEnded && !ledger.Find(changed.Issue)!.IsEnded)
            turn = turn with { Reopened = turn.Reopened.Add(changed.Issue) };
        if (turn is not null && turn.Unfinished.Contains(changed.Issue) && ledger.Find(changed.Issue)!.IsEnded)
            turn = turn with { Unfinished = turn.Unfinished.Remove(changed.Issue) };
        (state.Ledger, state.Turn) = (ledger, turn);
        return WithSensitivity(state, changed.Sensitive);
    }

    private static bool HasStopped(Ledger before, Ledger after, IssueId issue) =>
        before.Find(issue)!.IsActionable && !after.Find(issue)!.IsActionable;

    // The escalated issue has reached its desk. The reply is kept if one of its calls still waits for approval.
    private static HoldState AfterIssueLeft(HoldState hold)
    {
        hold = hold with { Failure = null, EscalatedTo = null, EscalatedIssue = null, IsEscalated = false };
        return hold.Reply?.Approvals.Any(call => call.Value is null) == true
            ? hold
            : hold.WithoutReply() with
            {
                HolderGaveUpIssues = true,
            };
    }

    private static TurnState Repeat(TurnState turn, CallId call, IssueId issue) =>
        turn.Reply is { } reply
            ? turn with
            {
                Hold = turn.Hold with { Reply = reply with { Repeated = reply.Repeated.Add((call, issue)) } },
            }
            : turn;

    // The model that replied last decided.
    private static string? ModelOf(TurnState? turn, string participant) =>
        turn?.Reply?.Entry.Participant == participant ? turn.Model : null;

    private static string? RouterOf(TurnState? turn, long? routed) =>
        routed is not null && turn?.Routed?.Seq == routed ? turn.Routed.Router : null;

    private static TurnState? GiveAway(TurnState? turn, IssueId issue, bool isGiven) =>
        turn is null || !isGiven ? turn : turn with { Unfinished = turn.Unfinished.Remove(issue), Hold = turn.Hold.WithGivenAway(issue) };

    private static ConversationState HandOff(ConversationState state, HandedOff handed)
    {
        var turn = Afresh(state, handed);
        if (turn is not null)
            turn = turn with
            {
                Handoffs = turn.Handoffs + 1,
                HandoffsSinceProgress = turn.HandoffsSinceProgress.Add((handed.From, handed.To)),
                FallbackAgents = handed.Trigger == HandoffTrigger.FellBack ? turn.FallbackAgents.Add(handed.To) : turn.FallbackAgents,
                Hold =
                    handed.Trigger == HandoffTrigger.Escalated ? HoldState.New with { HeldReplies = turn.Hold.HeldReplies } : HoldState.New,
            };
        state.HeldLimits = HeldLimits.After(state, handed.To, handed.Trigger, handed.Briefing.Issues);
        state.HandBack = null;
        // The customer who waits must still be told why the ticket came back from the last rung.
        if (state is not { UntakenTicket.To: null, Turn: not null })
            state.UntakenTicket = null;
        state.Turn = turn;
        state.HandTo(handed.To, handed.Seq);
        state.Ledger = state.Ledger.HandedOver(handed.Briefing.Issues, begins: static status => status == IssueStatus.Open);
        return state;
    }

    // Each rung of the ladder gets the limits of a whole turn. It ends all the same: one escalation asks each participant at most once. In
    // a leg the calls still count, because all legs share them: what one gave back at each rung the others would use.
    private static TurnState? Afresh(ConversationState state, HandedOff handed)
    {
        if (
            state.Turn is not { } turn
            || handed.Trigger != HandoffTrigger.Escalated
            || (turn.Hold.EscalatedTo != handed.To && state.UntakenTicket?.To != handed.To)
        )
            return state.Turn;
        var afresh = turn with { Handoffs = 0, Legs = 0, HandoffsSinceProgress = [] };
        return state.Leg is not null
            ? afresh
            : afresh with
            {
                ModelCalls = 0,
                ToolCalls = 0,
                Summaries = 0,
                LegModelCalls = 0,
                LegToolCalls = 0,
            };
    }

    // Values that conversations share are in the state store. Here only the conversation's own values are folded.
    private static ConversationState Write(ConversationState state, StateWritten written) =>
        state with
        {
            Shared = state.Shared.SetItems(
                written
                    .Writes.Where(write =>
                        write.Scope == StateScope.Conversation || (write.Scope == StateScope.Customer && state.Customer is null)
                    )
                    .Select(write => KeyValuePair.Create((write.Scope, write.Key), new StateValue(write.Revision, write.Value)))
            ),
            Edits = written.Id is { } id ? state.Edits.SetItem(id, written.Seq) : state.Edits,
            Turn =
                state.Turn is { Reply: { } reply } turn && written.Writes.Any(write => write.CallId is not null)
                    ? turn with
                    {
                        Hold = turn.Hold with { Reply = reply with { Writes = reply.Writes.AddRange(written.Writes) } },
                    }
                    : state.Turn,
        };

    private static TurnState Advance(TurnState turn, JournalEntry entry, int issues) =>
        entry switch
        {
            ModelCallBegun begun => turn with
            {
                Model = begun.Model,
                ModelCalls = turn.ModelCalls + 1,
                IsModelCallOpen = true,
                Hold = turn.Hold.WithoutReply(),
            },
            MessageRouted routed => turn with { Routed = routed },
            SummaryWritten => turn with { ModelCalls = turn.ModelCalls + 1, Summaries = turn.Summaries + 1 },
            ModelCallEnded ended => turn with
            {
                IsModelCallOpen = false,
                Hold = turn.Hold with { Reply = new ReplyState(ended) { IssuesBefore = issues } },
            },
            ApprovalAsked asked when turn.Reply is { } reply => turn with
            {
                Hold = turn.Hold with { Reply = reply with { Approvals = reply.Approvals.Add(asked.CallId, null) } },
            },
            ApprovalDecided decided => turn with
            {
                Since = decided.At,
                Hold = turn.Reply is { } reply
                    ? turn.Hold with
                    {
                        Reply = reply with { Approvals = reply.Approvals.SetItem(decided.CallId, decided) },
                    }
                    : turn.Hold,
            },
            // The answers so far are in this message, so the final reply does not repeat them.
            InterimReplied => turn with { IsCustomerToldOfPerson = true, Parts = [], Reports = [] },
            ToolCallBegun begun => turn with
            {
                ToolCalls = turn.ToolCalls + 1,
                Hold = turn.Reply is { } reply
                    ? turn.Hold with
                    {
                        Reply = reply with { Begun = reply.Begun.Add(begun.CallId) },
                    }
                    : turn.Hold,
            },
            ToolCallEnded ended => turn with
            {
                Hold = turn.Reply is { } reply
                    ? turn.Hold with
                    {
                        Reply = reply with { Ended = reply.Ended.Add(ended.CallId) },
                    }
                    : turn.Hold,
                DoneCalls = ended.Outcome is ToolOutcome.Ok or ToolOutcome.Unknown or ToolOutcome.TimedOut
                    ? turn.DoneCalls.Add(
                        new DoneCall(ended.Participant, ended.Tool, ended.Outcome == ToolOutcome.Ok, turn.ArgumentsOf(ended.CallId))
                    )
                    : turn.DoneCalls,
                // An update_issue call alone is no progress; an issue that ends is. Nor is the same call again, by whomever.
                HandoffsSinceProgress =
                    !turn.HandoffsSinceProgress.IsEmpty
                    && ended.Outcome == ToolOutcome.Ok
                    && ended.Tool != UpdateIssue.ToolName
                    && !turn.HasDone(ended.Tool, turn.ArgumentsOf(ended.CallId))
                        ? []
                        : turn.HandoffsSinceProgress,
            },
            AttemptFailed { Told: not null, Cause: FailureCause.Unreported } => turn with { Hold = turn.Hold.WithoutReply() },
            FellBack { Rung: FallbackRung.OtherModel } fell => turn with
            {
                SkippedModels = turn.SkippedModels.SetItem(fell.Participant, turn.SkippedBy(fell.Participant) + 1),
                ModelCalls = turn.ModelCalls - (turn.IsModelCallOpen ? 1 : 0),
                IsModelCallOpen = false,
                Hold = turn.Hold.WithoutReply() with { Corrected = [], CutOffAt = 0, Failure = null },
            },
            // Retries count as one model call: the policy limits how many there are.
            FellBack { Rung: FallbackRung.Retry } => turn with
            {
                ModelCalls = turn.ModelCalls - (turn.IsModelCallOpen ? 1 : 0),
                IsModelCallOpen = false,
            },
            FellBack { Rung: FallbackRung.Degraded, To: not null } fell => turn with { GivenUpFor = new Failure(fell.Cause, fell.Detail) },
            FellBack fell => turn with { Hold = turn.Hold with { Rung = fell.Rung } },
            StillWorking => turn with { IsCustomerToldOfDelay = true },
            AttemptFailed { Told: not null } failed => turn with { Hold = turn.Hold.WithCorrection(new(failed.Cause, failed.Fault)) },
            AttemptFailed failed => turn with { Hold = turn.Hold with { Failure = new Failure(failed.Cause, failed.Detail) } },
            Escalated { Issue: { } issue } escalated => turn with
            {
                GivenUp = turn.GivenUp.Add(issue),
                Unfinished = turn.Unfinished.Add(issue),
                GivenUpFor = new Failure(escalated.Trigger, escalated.Reason),
            },
            _ => turn,
        };
}
