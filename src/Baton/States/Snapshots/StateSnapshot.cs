using System.Collections.Immutable;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Journals.SharedStates;
using Baton.Journals.Timers;
using Baton.States.Deliveries;
using Baton.States.Issues;
using Baton.Teams.Rules;

namespace Baton.States.Snapshots;

/// <summary>
/// The state of a conversation at rest, in a snapshot: no turn is under way, no legs are open, and no ticket is. So it has none of the
/// state that lives for a turn, and a conversation that waits for people is read from its entries.
/// </summary>
internal sealed record StateSnapshot
{
    public required long Version { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required int Turns { get; init; }

    public required string Holder { get; init; }

    public required long HandedAt { get; init; }

    public required IReadOnlyList<string> HoldersSoFar { get; init; }

    public required int Issues { get; init; }

    public required IReadOnlyList<IssueSnapshot> KnownIssues { get; init; }

    public required IReadOnlyDictionary<string, long> Messages { get; init; }

    /// <summary>The fingerprints of messages that were forgotten, each in eight bytes.</summary>
    public required byte[] Forgotten { get; init; }

    public MessageId? LastMessage { get; init; }

    public int LegsOpened { get; init; }

    public Constraint? Constraints { get; init; }

    public Constraint? HeldLimits { get; init; }

    public bool IsSensitive { get; init; }

    public bool AsksCustomer { get; init; }

    public IssueStrategy Strategy { get; init; }

    public bool IsStrategyChosen { get; init; }

    public NewestSnapshot<TriedStep>? StepsBeforeIssue { get; init; }

    public int Tickets { get; init; }

    public IReadOnlyList<string>? AskedToTakeOver { get; init; }

    public IReadOnlyList<Permission>? Granted { get; init; }

    public required HoldingTime Holding { get; init; }

    public DueMoment? FiredTimer { get; init; }

    public bool IsClosed { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public IReadOnlyDictionary<RuleCount, int>? Counts { get; init; }

    public IReadOnlyList<string>? RulesFired { get; init; }

    public CustomerId? Customer { get; init; }

    public IReadOnlyList<SharedSnapshot>? Shared { get; init; }

    public IReadOnlyDictionary<string, long>? Edits { get; init; }

    /// <summary>The callbacks that were received, as lines of the journal.</summary>
    public IReadOnlyList<string>? Callbacks { get; init; }

    /// <summary>The dead letters, as lines of the journal.</summary>
    public IReadOnlyList<string>? DeadLetters { get; init; }

    /// <summary>Whether a snapshot can be made of this state.</summary>
    public static bool IsAtRest(ConversationState state) =>
        state is { Version: > 0, Turn: null, Leg: null, Ticket: null, UntakenTicket: null, HandBack: null, ExpiredBetweenTurns: null }
        && state.Legs.IsEmpty
        && state.Outbox is { Notices.IsEmpty: true, Attempts.IsEmpty: true };

    /// <summary>A snapshot of a state at rest.</summary>
    public static StateSnapshot Of(ConversationState state) =>
        new()
        {
            Version = state.Version,
            Now = state.Now,
            Turns = state.Turns,
            Holder = state.Holder,
            HandedAt = state.HandedAt,
            HoldersSoFar = state.HoldersSoFar,
            Issues = state.Ledger.Count,
            KnownIssues = [.. state.Ledger.Known.Select(IssueSnapshot.Of)],
            Messages = state.Messages.Known.ToDictionary(message => message.Key.Value, message => message.Value),
            Forgotten = [.. state.Messages.Forgotten.SelectMany(BitConverter.GetBytes)],
            LastMessage = state.Turns > 0 ? state.LastMessage : null,
            LegsOpened = state.LegsOpened,
            Constraints = state.Constraints.IsNone ? null : state.Constraints,
            HeldLimits = state.HeldLimits.IsNone ? null : state.HeldLimits,
            IsSensitive = state.IsSensitive,
            AsksCustomer = state.AsksCustomer,
            Strategy = state.Strategy,
            IsStrategyChosen = state.IsStrategyChosen,
            StepsBeforeIssue = NewestSnapshot<TriedStep>.Of(state.StepsBeforeIssue),
            Tickets = state.Tickets,
            AskedToTakeOver = state.AskedToTakeOver.IsEmpty ? null : [.. state.AskedToTakeOver],
            Granted = state.Granted.IsEmpty ? null : state.Granted,
            Holding = state.Holding,
            FiredTimer = state.FiredTimer,
            IsClosed = state.IsClosed,
            Attributes = state.Attributes.IsEmpty ? null : state.Attributes,
            Counts = state.Counts.ToDictionary(),
            RulesFired = state.RulesFired.IsEmpty ? null : [.. state.RulesFired],
            Customer = state.Customer,
            Shared = state.Shared.IsEmpty ? null : [.. state.Shared.Select(SharedSnapshot.Of)],
            Edits = state.Edits.IsEmpty ? null : state.Edits,
            Callbacks = EntryLines.Of(state.Callbacks.Values),
            DeadLetters = EntryLines.Of(state.Outbox.DeadLetters),
        };

    /// <summary>The state of which this is the snapshot.</summary>
    public ConversationState ToState()
    {
        var forgotten = ImmutableArray.CreateBuilder<long>(Forgotten.Length / sizeof(long));
        for (var place = 0; place < Forgotten.Length; place += sizeof(long))
            forgotten.Add(BitConverter.ToInt64(Forgotten, place));
        return ConversationState.Restore(
            Turns,
            AcceptedMessages.Of(
                Messages.Select(message => KeyValuePair.Create(new MessageId(message.Key), message.Value)),
                forgotten.MoveToImmutable()
            ),
            LastMessage ?? default,
            Holder,
            [.. HoldersSoFar],
            HandedAt
        ) with
        {
            Version = Version,
            Now = Now,
            Ledger = Ledger.Of(Issues, [.. KnownIssues.Select(issue => issue.ToIssue())]),
            LegsOpened = LegsOpened,
            Constraints = Constraints ?? Constraint.None,
            HeldLimits = HeldLimits ?? Constraint.None,
            IsSensitive = IsSensitive,
            AsksCustomer = AsksCustomer,
            Strategy = Strategy,
            IsStrategyChosen = IsStrategyChosen,
            StepsBeforeIssue = NewestSnapshot<TriedStep>.Newest(StepsBeforeIssue),
            Tickets = Tickets,
            AskedToTakeOver = AskedToTakeOver is null ? [] : [.. AskedToTakeOver],
            Granted = Granted is null ? [] : [.. Granted],
            Holding = Holding,
            FiredTimer = FiredTimer,
            IsClosed = IsClosed,
            Attributes = (Attributes ?? ImmutableDictionary<string, string>.Empty).ToImmutableDictionary(),
            Counts = RuleCounts.Of(Counts),
            RulesFired = RulesFired is null ? [] : [.. RulesFired],
            Customer = Customer,
            Shared = (Shared ?? []).ToImmutableDictionary(
                value => (value.Scope, value.Key),
                value => new StateValue(value.Revision, value.Value)
            ),
            Edits = (Edits ?? ImmutableDictionary<string, long>.Empty).ToImmutableDictionary(),
            Callbacks = EntryLines.Read<CallbackReceived>(Callbacks).ToImmutableDictionary(received => (received.From, received.Callback)),
            Outbox = Outbox.Empty with { DeadLetters = [.. EntryLines.Read<DeliveryAttempted>(DeadLetters)] },
        };
    }
}

/// <summary>A shared value in a snapshot.</summary>
internal sealed record SharedSnapshot(StateScope Scope, string Key, long Revision, JsonText? Value)
{
    public static SharedSnapshot Of(KeyValuePair<(StateScope Scope, string Key), StateValue> shared) =>
        new(shared.Key.Scope, shared.Key.Key, shared.Value.Revision, shared.Value.Value);
}
