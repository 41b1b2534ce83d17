using System.Collections.Immutable;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.SharedStates;
using Baton.Journals.Timers;
using Baton.States.Deliveries;
using Baton.States.Escalations;
using Baton.States.Issues;
using Baton.Teams.Rules;
using Baton.Teams.SharedStates;

namespace Baton.States;

/// <summary>
/// Where a conversation stands: folded from its entries and from nothing else, so that the same entries give the same state on every
/// machine (rule 9). It holds what decisions need and not the past itself; it does not grow with the text that was said.
/// </summary>
internal sealed record ConversationState
{
    public static readonly ImmutableSortedDictionary<string, LegState> NoLegs = ImmutableSortedDictionary.Create<string, LegState>(LegName.Order);

    public static readonly ConversationState Empty = new();

    /// <summary>The leg whose state this is; null for the conversation itself.</summary>
    public string? Leg { get; init; }

    /// <summary>The legs of the turn under way, by name, those that have ended included.</summary>
    public ImmutableSortedDictionary<string, LegState> Legs { get; init; } = NoLegs;

    /// <summary>How many legs were opened: the next one's number follows.</summary>
    public int LegsOpened { get; init; }

    /// <summary>The sequence number of the last entry; 0 before the first.</summary>
    public long Version { get; init; }

    /// <summary>When the last entry was written: the only clock that decisions know.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>How many messages the customer sent.</summary>
    public int Turns { get; init; }

    /// <summary>What limits the whole conversation.</summary>
    public Constraint Constraints { get; init; } = Constraint.None;

    /// <summary>Whether it may not be summarised; once so, always so.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The one participant in control (rule 1); empty before the first entry.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Everybody who got the baton so far.</summary>
    public ImmutableHashSet<string> HoldersSoFar { get; init; } = [];

    /// <summary>The entry that moved the baton last; 0 before the first.</summary>
    public long HandedAt { get; init; }

    /// <summary>Whether the last answer to the customer ended with a question.</summary>
    public bool AsksCustomer { get; init; }

    public Ledger Ledger { get; init; } = Ledger.Empty;

    /// <summary>How several issues are worked on.</summary>
    public IssueStrategy Strategy { get; init; }

    /// <summary>Whether the entry agent chose <see cref="Strategy"/>: it does so once.</summary>
    public bool IsStrategyChosen { get; init; }

    /// <summary>What the holder tried before there was an issue: it goes to the issues that it gives away.</summary>
    public Newest<TriedStep> StepsBeforeIssue { get; init; } = Newest<TriedStep>.None;

    /// <summary>Where each message that was taken stands in the journal, so that one sent twice counts once (rule 2).</summary>
    public ImmutableDictionary<MessageId, long> Messages { get; init; } = ImmutableDictionary<MessageId, long>.Empty;

    /// <summary>The newest of <see cref="Messages"/>; none before the first.</summary>
    public MessageId LastMessage { get; init; }

    /// <summary>How many tickets were opened.</summary>
    public int Tickets { get; init; }

    /// <summary>The ticket by which people have the conversation, or null while agents do.</summary>
    public OpenTicket? Ticket { get; init; }

    /// <summary>A ticket that its desk did not take, until the next rung has it.</summary>
    public UntakenTicket? UntakenTicket { get; init; }

    /// <summary>Who was asked, or should not go on, since the climb began: it ends with the turn, or when people hand back.</summary>
    public ImmutableHashSet<string> AskedToTakeOver { get; init; } = [];

    /// <summary>What people let everybody do, whatever limits them.</summary>
    public ImmutableList<Permission> Granted { get; init; } = [];

    /// <summary>What a person handed back and no agent has taken yet.</summary>
    public HandBack? HandBack { get; init; }

    /// <summary>Since when the holder has something to do, and on how many messages.</summary>
    public HoldingTime Holding { get; init; }

    /// <summary>What fired last; null before the first timer.</summary>
    public DueMoment? FiredTimer { get; init; }

    /// <summary>The issues that ended for lack of time while no turn was under way, as far as the customer was not told; null for none.</summary>
    public TurnState? ExpiredBetweenTurns { get; init; }

    /// <summary>The turn that is under way, or null while the conversation waits for the customer.</summary>
    public TurnState? Turn { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>What is known of the customer.</summary>
    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How often things happened since the conversation was last escalated: what rules count.</summary>
    public ImmutableDictionary<RuleCount, int> Counts { get; init; } = ImmutableDictionary<RuleCount, int>.Empty;

    /// <summary>The rules by which the conversation was escalated.</summary>
    public ImmutableHashSet<string> RulesFired { get; init; } = [];

    /// <summary>What the outside may have to be told.</summary>
    public Outbox Outbox { get; init; } = Outbox.Empty;

    /// <summary>
    /// What other systems called back, by the system and the id that it gave: each counts once. It grows by a reference with each act of a system, and
    /// none can be forgotten: one that got no answer is sent again whenever its sender comes back, signed anew.
    /// </summary>
    public ImmutableDictionary<(string From, string Callback), CallbackReceived> Callbacks { get; init; } = ImmutableDictionary<(string From, string Callback), CallbackReceived>.Empty;

    /// <summary>Whose conversation it is, if that was said.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The shared values whose only home is this journal.</summary>
    public ImmutableDictionary<(StateScope Scope, string Key), StateValue> Shared { get; init; } = ImmutableDictionary<(StateScope Scope, string Key), StateValue>.Empty;

    /// <summary>Where writes of who is no agent stand in the journal, by their ids, so that one that is repeated counts once.</summary>
    public ImmutableDictionary<string, long> Edits { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>The issues that the holder's answer settles: those at hand of which it did not say itself where they stand.</summary>
    public ImmutableList<Issue> ToSettle()
    {
        if (Turn?.Hold is not { LimitsBeforeChanges: { } held } hold)
            return Ledger.CurrentFor(Holder);
        return Ledger.WorkFor(Holder).FindAll(issue => issue.Constraints.Equals(held) && !hold.Stated.Contains(issue.Id));
    }

    /// <summary>The holder's issues that it brought to rest itself since it took the baton.</summary>
    public IEnumerable<Issue> Settled() => (Turn?.Hold.Stated ?? []).Select(id => Ledger.Find(id)!).Where(issue => issue.Owner == Holder && !issue.IsActionable);

    /// <summary>What an answer of the holder is about.</summary>
    public ImmutableList<IssueId> Answered() => [.. Settled().Concat(ToSettle()).Select(issue => issue.Id).OrderBy(id => id.Value)];

    /// <summary>The value of a key whose home is this journal.</summary>
    public StateValue ValueOf(StateKey key) => Shared.GetValueOrDefault((key.Scope, key.Name), StateValue.None);

    /// <summary>Whether all that it is about is settled: of a leg, that it has ended.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Of a leg, the state of whoever delegated it; null for the conversation itself.</summary>
    public ConversationState? Parent { get; private init; }

    /// <summary>The state of one of its legs, which sees its own part of the ledger.</summary>
    public ConversationState Within(string leg)
    {
        var inner = Legs[leg];
        return this with
        {
            Parent = this,
            Leg = leg,
            Holder = inner.Holder,
            Turn = inner.Turn,
            // A leg's own time stands still while a person is waited for.
            Constraints = Constraints.And(inner.WaitsSince is null ? inner.Constraints : inner.Constraints with { Deadline = null }),
            Ledger = Ledger.Within(inner.Issues),
            StepsBeforeIssue = inner.StepsBeforeIssue,
            Holding = inner.Holding,
            Legs = inner.Legs,
            LegsOpened = inner.LegsOpened,
            IsEnded = inner.End is not null,
            Ticket = null,
            UntakenTicket = null,
            HandBack = null,
            AskedToTakeOver = inner.AskedToTakeOver,
        };
    }

    /// <summary>The state of the leg of that name, or of the conversation itself for null.</summary>
    public ConversationState ForLeg(string? leg)
    {
        var state = this;
        while (leg is not null && state.Leg != leg)
            state = state.Within(LegName.ChildOf(state.Leg, leg));
        return state;
    }
}
