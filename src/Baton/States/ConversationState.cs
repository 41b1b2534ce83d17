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
using Baton.Teams.SharedStates;

namespace Baton.States;

/// <summary>
/// The state of a conversation. It is folded from the entries alone, so the same entries give the same state on every machine (rule 9). It
/// holds what decisions need, not the past itself, and does not grow with the length of what was said. It does not change once it is
/// folded: only the fold that makes it sets what nearly every entry changes, so that an entry costs one copy and not one for each part.
/// </summary>
internal sealed partial record ConversationState
{
    public static readonly ImmutableSortedDictionary<string, LegState> NoLegs = ImmutableSortedDictionary.Create<string, LegState>(
        LegName.Order
    );

    public static readonly ConversationState Empty = new();

    /// <summary>The leg whose state this is; null for the conversation itself.</summary>
    public string? Leg
    {
        get => rare.Leg;
        init => rare = rare.Leg == value ? rare : rare with { Leg = value };
    }

    /// <summary>The legs of the turn under way by name, including those that have ended.</summary>
    public ImmutableSortedDictionary<string, LegState> Legs
    {
        get => rare.Legs;
        set => rare = ReferenceEquals(rare.Legs, value) ? rare : rare with { Legs = value };
    }

    /// <summary>How many legs were opened: the next one's number follows.</summary>
    public int LegsOpened
    {
        get => rare.LegsOpened;
        init => rare = rare.LegsOpened == value ? rare : rare with { LegsOpened = value };
    }

    /// <summary>The sequence number of the last entry; 0 before the first.</summary>
    public long Version { get; set; }

    /// <summary>When the last entry was written: the only clock that decisions know.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>How many messages the customer sent.</summary>
    public int Turns => received.Turns;

    /// <summary>What limits the whole conversation.</summary>
    public Constraint Constraints
    {
        get => rare.Constraints;
        set => rare = ReferenceEquals(rare.Constraints, value) ? rare : rare with { Constraints = value };
    }

    /// <summary>Whether it may not be summarised. It never becomes false again.</summary>
    public bool IsSensitive
    {
        get => rare.IsSensitive;
        set => rare = rare.IsSensitive == value ? rare : rare with { IsSensitive = value };
    }

    /// <summary>The one participant in control (rule 1); empty before the first entry.</summary>
    public string Holder
    {
        get => held.Holder;
        set => held = held.Holder == value ? held : held with { Holder = value };
    }

    /// <summary>What binds the holder while it has no issue at hand (<see cref="States.Constraints.HeldLimits"/>).</summary>
    public Constraint HeldLimits
    {
        get => rare.HeldLimits;
        set => rare = ReferenceEquals(rare.HeldLimits, value) ? rare : rare with { HeldLimits = value };
    }

    /// <summary>Everybody who has had the baton, the present holder included.</summary>
    public ImmutableArray<string> HoldersSoFar
    {
        get => held.SoFar;
        init => held = held.SoFar == value ? held : held with { SoFar = value };
    }

    /// <summary>The entry that moved the baton last; 0 before the first.</summary>
    public long HandedAt => held.At;

    /// <summary>Whether the last answer to the customer ended with a question.</summary>
    public bool AsksCustomer
    {
        get => rare.AsksCustomer;
        set => rare = rare.AsksCustomer == value ? rare : rare with { AsksCustomer = value };
    }

    public Ledger Ledger { get; set; } = Ledger.Empty;

    /// <summary>How several issues are worked on.</summary>
    public IssueStrategy Strategy
    {
        get => rare.Strategy;
        set => rare = rare.Strategy == value ? rare : rare with { Strategy = value };
    }

    /// <summary>Whether the entry agent chose <see cref="Strategy"/>: it does so once.</summary>
    public bool IsStrategyChosen
    {
        get => rare.IsStrategyChosen;
        init => rare = rare.IsStrategyChosen == value ? rare : rare with { IsStrategyChosen = value };
    }

    /// <summary>What the holder tried before there was an issue. It is added to the issues that the holder hands over.</summary>
    public Newest<TriedStep> StepsBeforeIssue { get; set; } = Newest<TriedStep>.None;

    /// <summary>The accepted messages, so that one sent twice counts once (rule 2).</summary>
    public AcceptedMessages Messages => received.Messages;

    /// <summary>The newest of <see cref="Messages"/>; none before the first.</summary>
    public MessageId LastMessage => received.Last;

    /// <summary>How many tickets were opened.</summary>
    public int Tickets
    {
        get => rare.Tickets;
        init => rare = rare.Tickets == value ? rare : rare with { Tickets = value };
    }

    /// <summary>The open ticket while people have the conversation; null while agents have it.</summary>
    public OpenTicket? Ticket
    {
        get => rare.Ticket;
        set => rare = ReferenceEquals(rare.Ticket, value) ? rare : rare with { Ticket = value };
    }

    /// <summary>A ticket that its desk declined or did not claim in time, until the next rung has it.</summary>
    public UntakenTicket? UntakenTicket
    {
        get => rare.UntakenTicket;
        set => rare = ReferenceEquals(rare.UntakenTicket, value) ? rare : rare with { UntakenTicket = value };
    }

    /// <summary>
    /// Who was asked to take over, or should not go on, in this escalation. It ends with the turn, or when people hand back.
    /// </summary>
    public ImmutableHashSet<string> AskedToTakeOver
    {
        get => rare.AskedToTakeOver;
        set => rare = ReferenceEquals(rare.AskedToTakeOver, value) ? rare : rare with { AskedToTakeOver = value };
    }

    /// <summary>The permissions that people granted to everybody, beyond all limits.</summary>
    public ImmutableList<Permission> Granted
    {
        get => rare.Granted;
        init => rare = ReferenceEquals(rare.Granted, value) ? rare : rare with { Granted = value };
    }

    /// <summary>What a person handed back and no agent has taken yet.</summary>
    public HandBack? HandBack
    {
        get => rare.HandBack;
        set => rare = ReferenceEquals(rare.HandBack, value) ? rare : rare with { HandBack = value };
    }

    /// <summary>How long the holder has had something to do.</summary>
    public HoldingTime Holding
    {
        get => held.Time;
        init => held = held.Time == value ? held : held with { Time = value };
    }

    /// <summary>The timer that fired last; null before the first.</summary>
    public DueMoment? FiredTimer
    {
        get => rare.FiredTimer;
        init => rare = rare.FiredTimer == value ? rare : rare with { FiredTimer = value };
    }

    /// <summary>
    /// The issues that ran out of time while no turn was under way and that the customer was not told of yet; null for none.
    /// </summary>
    public TurnState? ExpiredBetweenTurns
    {
        get => rare.ExpiredBetweenTurns;
        set => rare = ReferenceEquals(rare.ExpiredBetweenTurns, value) ? rare : rare with { ExpiredBetweenTurns = value };
    }

    /// <summary>The turn that is under way, or null while the conversation waits for the customer.</summary>
    public TurnState? Turn { get; set; }

    public bool IsClosed
    {
        get => rare.IsClosed;
        init => rare = rare.IsClosed == value ? rare : rare with { IsClosed = value };
    }

    /// <summary>What is known of the customer.</summary>
    public ImmutableDictionary<string, string> Attributes
    {
        get => rare.Attributes;
        init => rare = ReferenceEquals(rare.Attributes, value) ? rare : rare with { Attributes = value };
    }

    /// <summary>What rules count: how often things happened since the last escalation.</summary>
    public RuleCounts Counts { get; set; } = RuleCounts.None;

    /// <summary>The rules that escalated the conversation.</summary>
    public ImmutableHashSet<string> RulesFired
    {
        get => rare.RulesFired;
        init => rare = ReferenceEquals(rare.RulesFired, value) ? rare : rare with { RulesFired = value };
    }

    /// <summary>The notices that may have to be delivered.</summary>
    public Outbox Outbox
    {
        get => rare.Outbox;
        init => rare = ReferenceEquals(rare.Outbox, value) ? rare : rare with { Outbox = value };
    }

    /// <summary>
    /// The callbacks of other systems, by system and callback id, so that each counts once. None is ever removed, because a sender that got
    /// no answer may send it again at any time.
    /// </summary>
    public ImmutableDictionary<(string From, string Callback), CallbackReceived> Callbacks
    {
        get => rare.Callbacks;
        init => rare = ReferenceEquals(rare.Callbacks, value) ? rare : rare with { Callbacks = value };
    }

    /// <summary>The customer, if known.</summary>
    public CustomerId? Customer
    {
        get => rare.Customer;
        set => rare = rare.Customer == value ? rare : rare with { Customer = value };
    }

    /// <summary>The shared values that only this journal holds.</summary>
    public ImmutableDictionary<(StateScope Scope, string Key), StateValue> Shared
    {
        get => rare.Shared;
        init => rare = ReferenceEquals(rare.Shared, value) ? rare : rare with { Shared = value };
    }

    /// <summary>The entries of writes by programs and people, by their ids, so that a repeated write counts once.</summary>
    public ImmutableDictionary<string, long> Edits
    {
        get => rare.Edits;
        init => rare = ReferenceEquals(rare.Edits, value) ? rare : rare with { Edits = value };
    }

    /// <summary>A state with what only the fold sets, as a snapshot has it.</summary>
    public static ConversationState Restore(
        int turns,
        AcceptedMessages messages,
        MessageId last,
        string holder,
        ImmutableArray<string> holdersSoFar,
        long handedAt
    ) => new() { received = new Received(turns, messages, last), held = new Held(holder, holdersSoFar, handedAt, default) };

    /// <summary>
    /// The same with only the newest messages and ended issues in memory, and the issues that are named. What was forgotten is in the
    /// journal, and asking for it throws a <see cref="PastNotLoadedException"/>.
    /// </summary>
    public ConversationState Forget(int messages, int endedIssues, IReadOnlySet<IssueId> named) =>
        this with
        {
            received = received with { Messages = received.Messages.Newest(messages) },
            Ledger = Ledger.Newest(endedIssues, named),
        };

    /// <summary>Takes a message of the customer: for the fold alone.</summary>
    public void Receive(MessageId message, long seq) =>
        received = new Received(received.Turns + 1, received.Messages.With(message, seq), message);

    /// <summary>Moves the baton: for the fold alone.</summary>
    public void HandTo(string holder, long seq) => held = new Held(holder, WithHolder(holder), seq, Holding);

    /// <summary>Everybody who has had the baton, with one more.</summary>
    public ImmutableArray<string> WithHolder(string name) => HoldersSoFar.Contains(name) ? HoldersSoFar : HoldersSoFar.Add(name);

    /// <summary>What limits the holder now, beside its own grants and the limits of the conversation.</summary>
    public Constraint LimitsOfHolder => Turn?.Hold.LimitsBeforeChanges ?? Ledger.FirstFor(Holder)?.Constraints ?? HeldLimits;

    /// <summary>The holder's current issues whose status it did not state itself: its answer settles them.</summary>
    public ImmutableArray<Issue> IssuesToSettle() =>
        Turn?.Hold is { LimitsBeforeChanges: not null } hold ? IssuesToSettle(hold) : Ledger.CurrentFor(Holder);

    private ImmutableArray<Issue> IssuesToSettle(HoldState hold) =>
        [.. Ledger.WorkFor(Holder).Where(issue => issue.Constraints.Equals(hold.LimitsBeforeChanges) && !hold.Stated.Contains(issue.Id))];

    /// <summary>The holder's issues that it ended or postponed itself since it took the baton.</summary>
    public IEnumerable<Issue> IssuesSettledByHolder() =>
        Turn?.Hold.Stated is not { IsEmpty: false } stated
            ? []
            : stated.Select(id => Ledger.Find(id)!).Where(issue => issue.Owner == Holder && !issue.IsActionable);

    /// <summary>What an answer of the holder is about.</summary>
    public ImmutableArray<IssueId> IssuesOfAnswer()
    {
        if (Turn?.Hold.Stated is not { IsEmpty: false })
        {
            var due = IssuesToSettle();
            if (due.Length < 2)
                return due.IsEmpty ? [] : [due[0].Id];
        }

        return [.. IssuesSettledByHolder().Concat(IssuesToSettle()).Select(issue => issue.Id).OrderBy(id => id.Value)];
    }

    /// <summary>The value of a key that only this journal holds.</summary>
    public StateValue ValueOf(StateKey key) => Shared.GetValueOrDefault((key.Scope, key.Name), StateValue.None);

    /// <summary>Whether this is a leg that has ended.</summary>
    public bool IsEnded => rare.IsEnded;

    /// <summary>Of a leg, the state of whoever delegated it; null for the conversation itself.</summary>
    public ConversationState? Parent => rare.Parent;

    /// <summary>The last message that joined the turn while it was under way, for legs too; 0 for none.</summary>
    public long LastJoined() => Parent is { } parent ? parent.LastJoined() : Turn?.Joined ?? 0;

    /// <summary>The state of one of its legs, which sees its own part of the ledger.</summary>
    public ConversationState Within(string leg)
    {
        var inner = Legs[leg];
        return this with
        {
            Holder = inner.Holder,
            Turn = inner.Turn,
            Ledger = Ledger.Within(inner.Issues),
            StepsBeforeIssue = inner.StepsBeforeIssue,
            Holding = inner.Holding,
            rare = rare with
            {
                Parent = this,
                Leg = leg,
                // A leg's own deadline does not apply while it waits for a person.
                Constraints = Constraints.And(inner.WaitsSince is null ? inner.Constraints : inner.Constraints with { Deadline = null }),
                HeldLimits = inner.HeldLimits,
                Legs = inner.Legs,
                LegsOpened = inner.LegsOpened,
                IsEnded = inner.End is not null,
                Ticket = null,
                UntakenTicket = null,
                HandBack = null,
                AskedToTakeOver = inner.AskedToTakeOver,
            },
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
