using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.SharedStates;
using Baton.Journals.Timers;
using Baton.States.Confidences;
using Baton.States.Deliveries;
using Baton.States.Handoffs;
using Baton.States.Issues;
using Baton.Teams.Issues;

namespace Baton.States;

/// <summary>Folds entries to state. Pure: no I/O, no clock, no random, and nothing of the team.</summary>
internal static class ConversationFold
{
    public static ConversationState Apply(ConversationState state, JournalEntry entry)
    {
        if (entry.Seq != state.Version + 1)
            throw new JournalException(JournalFault.Corrupt, $"The journal has entry {entry.Seq} in place of entry {state.Version + 1}. Restore it from a backup.");
        if (entry.Leg != state.Leg)
            return OutboxFold.WithoutDecided(LegFold.Apply(state, entry));
        var before = state;
        state = state with { Version = entry.Seq, Now = entry.At > state.Now ? entry.At : state.Now, Held = Stretch.After(state, entry) };
        state = entry switch
        {
            ConversationOpened opened => state with { Holder = opened.Holder, Constraints = opened.Constraints ?? Constraint.None, IsSensitive = opened.Sensitive == true, Customer = opened.Customer, Strategy = opened.Strategy ?? IssueStrategy.Sequential },
            MessageReceived received => Receive(state, received),
            IssueOpened opened => Open(state, opened),
            IssueChanged changed => Change(state, changed),
            HandedOff handed => HandOff(state, handed),
            StateWritten written => Write(state, written),
            StrategyChosen chosen => state with { Strategy = chosen.Strategy, IsStrategyChosen = true },
            ReplyDrafted drafted => Draft(state, drafted),
            Replied or Degraded => state with { Turn = null, Legs = ConversationState.NoLegs, Passed = null, Late = null, AsksCustomer = entry is Replied replied && ClosingQuestion.IsIn(replied.Text) },
            Escalated escalated when escalated is { Issue: null } or { To: not null } => ClimbFold.Apply(state, escalated),
            InterimReplied when state.Ticket is { } ticket => state with { Ticket = ticket with { IsTold = true }, Turn = state.Turn is { } waiting ? Advance(waiting, entry) : null },
            Escalated { Issue: not null } when state.Turn is null => state with { Late = Advance(state.Late ?? TurnState.None, entry) },
            TicketOpened or TicketClaimed or TicketReleased or TicketDeclined or TicketExpired or TicketClosed or OperatorReplied or PermissionGranted => DeskFold.Apply(state, entry),
            TimerFired fired => state with { Fired = new DueMoment(fired.Due, fired.Of), Turn = state.Turn is { } waiting ? waiting with { Since = fired.At } : null },
            ConversationClosed => state with { Turn = null, IsClosed = true },
            CallbackReceived received => state with { Callbacks = state.Callbacks.Add((received.From, received.Callback), received) },
            _ => state with { Turn = state.Turn is { } turn ? Advance(turn, entry) : null },
        };
        state = OutboxFold.Apply(before, state, entry);
        return EscalationFold.Apply(before, ReportFold.Apply(before, TriedFold.Apply(before, UpdateFold.Apply(before, state, entry), entry), entry), entry);
    }

    private static ConversationState Receive(ConversationState state, MessageReceived received) => state with
    {
        Turns = state.Turns + 1,
        IsSensitive = state.IsSensitive || received.Sensitive == true,
        Messages = state.Messages.SetItem(received.Message, received.Seq),
        LastMessage = received.Message,
        // A message to a turn that waits for a person joins it: one answer serves both.
        Turn = state.Turn is { } waiting
            ? waiting with { Message = received.Message, IsTold = false, IsKeptWaiting = false, Since = received.At, AsksForPerson = waiting.AsksForPerson || received.AsksForPerson == true }
            : new TurnState { Message = received.Message, Began = received.Seq, Since = received.At, AsksForPerson = received.AsksForPerson == true },
        Climbed = state is { Turn: null, Ticket: null } ? [] : state.Climbed,
        Ticket = state.Ticket is { IsAsking: true } asking ? asking with { IsAsking = false } : state.Ticket,
        Ledger = state.Ledger.Change(
            issue => issue.IsResting || (issue.Status == IssueStatus.WaitingOnCustomer && issue.Owner == state.Holder),
            issue => issue with { Status = IssueStatus.InProgress, IsResting = false }),
    };

    private static ConversationState Draft(ConversationState state, ReplyDrafted drafted)
    {
        if (state.Turn is not { } turn)
            return state;
        // The confidence may have come in a reply of its own: what counts is the one that it is about.
        var reply = turn.Reporting.Draft is { } asked && asked.Seq == drafted.Of ? asked : turn.Reply;
        return state with
        {
            Turn = turn with
            {
                Reply = reply,
                ReplyIsDrafted = true,
                Parts = turn.Parts.Add(new ReplyPart(drafted.Participant, reply?.Text ?? "", state.Answered())),
                Reports = [],
                IsReported = false,
            },
        };
    }

    private static ConversationState Open(ConversationState state, IssueOpened opened) => state with
    {
        Ledger = Raise(state.Ledger.Apply(opened, ModelOf(state.Turn, opened.By), RouterOf(state.Turn, opened.Routed)), opened.Issue, state),
        IsSensitive = state.IsSensitive || opened.Sensitive == true,
        Turn = GiveAway(state.Turn, opened.Issue, isGiven: opened.CallId is not null || opened.Routed is not null),
    };

    private static ConversationState Change(ConversationState state, IssueChanged changed)
    {
        if (state.Ledger.Find(changed.Issue) is null)
            throw new JournalException(JournalFault.Corrupt, $"Entry {changed.Seq} changes issue {changed.Issue}, which was never opened. Restore the journal from a backup.");
        var ledger = state.Ledger.Apply(changed, ModelOf(state.Turn, changed.By), RouterOf(state.Turn, changed.Routed));
        var turn = GiveAway(state.Turn, changed.Issue, isGiven: changed.CallId is not null || changed.Routed is not null);
        if (turn?.GoingIssue == changed.Issue && changed.Owner == turn.GoesTo)
            turn = Left(turn);
        if (turn is not null && changed.RepeatedBy is { } call)
            turn = turn with { Repeated = turn.Repeated.Add((call, changed.Issue)) };
        else if (turn is not null && state.Ledger.Find(changed.Issue)!.IsActionable && !ledger.Find(changed.Issue)!.IsActionable)
            turn = turn with { Hops = [] };
        if (turn is not null && ledger.Find(changed.Issue)!.IsEnded)
            turn = turn with { Undone = turn.Undone.Remove(changed.Issue) };
        return state with { Ledger = ledger, Turn = turn, IsSensitive = state.IsSensitive || changed.Sensitive == true };
    }

    // An issue that was escalated has gone where it goes. A call for another one that a person is to approve waits on.
    private static TurnState Left(TurnState turn)
    {
        turn = turn with { Failure = null, GoesTo = null, GoingIssue = null, IsEscalated = false };
        return turn.Approvals.Any(call => call.Value is null) ? turn : turn with { Reply = null, IsLeft = true };
    }

    private static Ledger Raise(Ledger ledger, IssueId issue, ConversationState state) => state.Turn is not { } turn
        ? ledger
        : ledger.With(ledger.Find(issue)! with { RaisedIn = turn.Message, RaisedAt = state.Messages[turn.Message] });

    // What a participant decides, it decides with the model that replied last.
    private static string? ModelOf(TurnState? turn, string participant) => turn?.Reply?.Participant == participant ? turn.Model : null;

    private static string? RouterOf(TurnState? turn, long? routed) => routed is not null && turn?.Routed?.Seq == routed ? turn.Routed.Router : null;

    private static TurnState? GiveAway(TurnState? turn, IssueId issue, bool isGiven) =>
        turn is null || !isGiven ? turn : turn with { GivenAway = turn.GivenAway.Add(issue), Undone = turn.Undone.Remove(issue) };

    private static ConversationState HandOff(ConversationState state, HandedOff handed) => state with
    {
        Holder = handed.To,
        Seen = state.Seen.Add(handed.To),
        HandedAt = handed.Seq,
        HandBack = null,
        // Why a ticket came back from the last rung is still to be told to a customer who waits.
        Passed = state is { Passed.To: null, Turn: not null } ? state.Passed : null,
        Ledger = state.Ledger.HandedOver(handed.Briefing.Issues, begins: status => status == IssueStatus.Open),
        Turn = Afresh(state, handed) is not { } turn ? null : turn with
        {
            Handoffs = turn.Handoffs + 1,
            Hops = turn.Hops.Add((handed.From, handed.To)),
            Reply = null,
            ReplyIsDrafted = false,
            Begun = [],
            Ended = [],
            Approvals = TurnState.None.Approvals,
            Writes = [],
            Updates = TurnState.None.Updates,
            Repeated = [],
            Stated = [],
            Held = null,
            GivenAway = [],
            Corrections = 0,
            Reporting = Reporting.None,
            HeldReplies = handed.Trigger == HandoffTrigger.Escalated ? turn.HeldReplies : [],
            Fired = null,
            Failure = null,
            GoesTo = null,
            GoingIssue = null,
            IsEscalated = false,
            Rung = null,
            FellTo = handed.Trigger == HandoffTrigger.FellBack ? turn.FellTo.Add(handed.To) : turn.FellTo,
            IsLeft = false,
        },
    };

    // Each rung of the ladder has the bounds of a turn to itself; a climb asks nobody twice, so it ends.
    private static TurnState? Afresh(ConversationState state, HandedOff handed) =>
        state.Turn is { } turn && handed.Trigger == HandoffTrigger.Escalated && (turn.GoesTo == handed.To || state.Passed?.To == handed.To)
            ? turn with { ModelCalls = 0, ToolCalls = 0, Summaries = 0, LegModelCalls = 0, LegToolCalls = 0, Handoffs = 0, Legs = 0, Hops = [] }
            : state.Turn;

    // What other conversations share has its home in a store: here it only says that it was written.
    private static ConversationState Write(ConversationState state, StateWritten written) => state with
    {
        Shared = state.Shared.SetItems(written.Writes
            .Where(write => write.Scope == StateScope.Conversation || (write.Scope == StateScope.Customer && state.Customer is null))
            .Select(write => KeyValuePair.Create((write.Scope, write.Key), new StateValue(write.Revision, write.Value)))),
        Edits = written.Id is { } id ? state.Edits.SetItem(id, written.Seq) : state.Edits,
        Turn = state.Turn is { } turn && written.Writes.Any(write => write.CallId is not null) ? turn with { Writes = turn.Writes.AddRange(written.Writes) } : state.Turn,
    };

    private static TurnState Advance(TurnState turn, JournalEntry entry) => entry switch
    {
        ModelCallBegun begun => turn with { Model = begun.Model, ModelCalls = turn.ModelCalls + 1, IsAsking = true, Reply = null, ReplyIsDrafted = false },
        MessageRouted routed => turn with { Routed = routed },
        SummaryWritten => turn with { ModelCalls = turn.ModelCalls + 1, Summaries = turn.Summaries + 1 },
        ModelCallEnded ended => turn with { IsAsking = false, Reply = ended, Begun = [], Ended = [], Approvals = TurnState.None.Approvals, Writes = [], Updates = TurnState.None.Updates, Repeated = [] },
        ApprovalAsked asked => turn with { Approvals = turn.Approvals.Add(asked.CallId, null) },
        ApprovalDecided decided => turn with { Approvals = turn.Approvals.SetItem(decided.CallId, decided), Since = decided.At },
        // What was answered so far is said now, and not again in the end.
        InterimReplied => turn with { IsTold = true, Parts = [], Reports = [] },
        ToolCallBegun begun => turn with { ToolCalls = turn.ToolCalls + 1, Begun = turn.Begun.Add(begun.CallId) },
        ToolCallEnded ended => turn with
        {
            Ended = turn.Ended.Add(ended.CallId),
            Deeds = ended.Outcome is ToolOutcome.Ok or ToolOutcome.Unknown or ToolOutcome.TimedOut
                ? turn.Deeds.Add(new Deed(ended.Participant, ended.Tool, ended.Outcome == ToolOutcome.Ok))
                : turn.Deeds,
            // What the ledger holds is progress when an issue comes to rest, and not when it is only written about.
            Hops = ended.Outcome == ToolOutcome.Ok && ended.Tool != UpdateIssue.ToolName ? [] : turn.Hops,
        },
        AttemptFailed { Told: not null, Cause: FailureCause.Unreported } => turn with { Reply = null },
        FellBack { Rung: FallbackRung.OtherModel } fell => turn with
        {
            PassedModels = turn.PassedModels.SetItem(fell.Participant, turn.PassedBy(fell.Participant) + 1),
            ModelCalls = turn.ModelCalls - (turn.IsAsking ? 1 : 0),
            IsAsking = false,
            Reply = null,
            Corrections = 0,
            Failure = null,
        },
        // What is tried again counts once: how often has its own bound.
        FellBack { Rung: FallbackRung.Retry } => turn with { ModelCalls = turn.ModelCalls - (turn.IsAsking ? 1 : 0), IsAsking = false },
        FellBack fell => turn with { Rung = fell.Rung },
        StillWorking => turn with { IsKeptWaiting = true },
        AttemptFailed { Told: not null } => turn with { Reply = null, Corrections = turn.Corrections + 1 },
        AttemptFailed failed => turn with { Failure = new Failure(failed.Cause, failed.Detail) },
        Escalated { Issue: { } issue } escalated => turn with
        {
            Dropped = turn.Dropped.Add(issue),
            Undone = turn.Undone.Add(issue),
            DroppedFor = new Failure(escalated.Trigger, escalated.Reason),
        },
        _ => turn,
    };
}
