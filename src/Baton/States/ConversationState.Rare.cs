using System.Collections.Immutable;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Journals.Timers;
using Baton.States.Deliveries;
using Baton.States.Escalations;

namespace Baton.States;

/// <content>This part keeps what few entries change.</content>
internal sealed partial record ConversationState
{
    // Every entry makes a new state. What few entries change is shared by all states until one changes it.
    private Rare rare = Rare.None;
    private Received received = Received.None;
    private Held held = Held.None;

    // What a message of the customer changes.
    private sealed record Received(int Turns, AcceptedMessages Messages, MessageId Last)
    {
        public static readonly Received None = new(0, AcceptedMessages.None, default);
    }

    // What a handoff changes, and a message of the customer in part.
    private sealed record Held(string Holder, ImmutableArray<string> SoFar, long At, HoldingTime Time)
    {
        public static readonly Held None = new("", [], 0, default);
    }

    private sealed record Rare
    {
        public static readonly Rare None = new();

        public string? Leg { get; init; }

        public ImmutableSortedDictionary<string, LegState> Legs { get; init; } = NoLegs;

        public int LegsOpened { get; init; }

        public Constraint Constraints { get; init; } = Constraint.None;

        public Constraint HeldLimits { get; init; } = Constraint.None;

        public bool IsSensitive { get; init; }

        public bool AsksCustomer { get; init; }

        public IssueStrategy Strategy { get; init; }

        public bool IsStrategyChosen { get; init; }

        public int Tickets { get; init; }

        public OpenTicket? Ticket { get; init; }

        public UntakenTicket? UntakenTicket { get; init; }

        public ImmutableHashSet<string> AskedToTakeOver { get; init; } = [];

        public ImmutableList<Permission> Granted { get; init; } = [];

        public HandBack? HandBack { get; init; }

        public DueMoment? FiredTimer { get; init; }

        public TurnState? ExpiredBetweenTurns { get; init; }

        public bool IsClosed { get; init; }

        public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

        public ImmutableHashSet<string> RulesFired { get; init; } = [];

        public Outbox Outbox { get; init; } = Outbox.Empty;

        public ImmutableDictionary<(string From, string Callback), CallbackReceived> Callbacks { get; init; } =
            ImmutableDictionary<(string From, string Callback), CallbackReceived>.Empty;

        public CustomerId? Customer { get; init; }

        public ImmutableDictionary<(StateScope Scope, string Key), StateValue> Shared { get; init; } =
            ImmutableDictionary<(StateScope Scope, string Key), StateValue>.Empty;

        public ImmutableDictionary<string, long> Edits { get; init; } = ImmutableDictionary<string, long>.Empty;

        public bool IsEnded { get; init; }

        public ConversationState? Parent { get; init; }
    }
}
