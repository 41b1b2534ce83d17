using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries;
using Baton.Performing.Sessions;
using Baton.States;

namespace Baton.Runtime;

/// <summary>
/// Something from outside that makes the loop continue: a customer's message, or a person's act at a desk. The same arrival twice counts
/// once.
/// </summary>
/// <param name="Entry">The entry that it becomes.</param>
/// <param name="Customer">The customer of a new conversation, if known.</param>
internal readonly record struct Arrival(JournalEntry Entry, CustomerId? Customer = null)
{
    /// <summary>The message to answer; null if it is not a message.</summary>
    public MessageId? Message => Entry is MessageReceived received ? received.Message : null;

    /// <summary>The message as it waits for another process. It must be one.</summary>
    public InboxMessage AsInboxMessage() => new((MessageReceived)Entry, Customer);

    /// <summary>The callback that brought it, if one did.</summary>
    public CallbackReceived? Callback { get; init; }

    /// <summary>Whether the conversation already has it.</summary>
    public bool IsKnown(Session session) =>
        Entry switch
        {
            MessageReceived received => session.State.Messages.Find(received.Message) is not null,
            ConversationClosed => session.State.IsClosed,
            DeliveryAttempted ended => DeliveryArrival.IsKnown(session.State, ended),
            var act => DeskActs.IsKnown(act, session.State) || RetryOf(session) is not null,
        };

    /// <summary>The act that this one repeats; null if it is none, or the first.</summary>
    public JournalEntry? RetryOf(Session session) =>
        EarlierActs.Before(Entry, session) is { } before && EarlierActs.IsRetry(Entry, before) ? before : null;

    /// <summary>Adds it to the conversation; a first message opens the conversation.</summary>
    /// <exception cref="ArgumentException">The conversation was opened for another customer.</exception>
    /// <exception cref="InvalidOperationException">It does not fit the state of the conversation.</exception>
    public void Take(Team team, Session session, RuntimeOptions options)
    {
        var state = session.State;
        if (Entry is DeliveryAttempted ended)
        {
            DeliveryArrival.Add(team, session, ended);
            return;
        }

        if (state.IsClosed)
            throw new InvalidOperationException($"Conversation {session.Id} is closed. Start a new one.");
        if (state.Customer is { } known && Customer is { } said && known != said)
            throw new ArgumentException($"Conversation {session.Id} belongs to another customer.");
        if (Entry is MessageReceived && state.Version == 0)
            session.Add(Opening(team, session.Id, options));
        if (DeskActs.Is(Entry))
        {
            // The act and the callback's id are added together, so that the callback cannot count twice.
            var fitting = DeskActs.Fitting(Entry, team, state, session.Id, EarlierActs.Before(Entry, session));
            foreach (var entry in Callback is { } callback ? fitting.Prepend(callback) : fitting)
                session.Add(entry);
            return;
        }

        session.Add(
            Entry switch
            {
                MessageReceived received => Read(received, team, state),
                ApprovalDecided decided => Fitting(decided, session),
                ConversationClosed closed => Fitting(closed, state, session.Id),
                var entry => entry,
            }
        );
    }

    private static MessageReceived Read(MessageReceived received, Team team, ConversationState state)
    {
        if (!state.IsSensitive && team.SensitiveTopicOf(received.Text) is { } topic)
            received = received with { Sensitive = true, Topic = topic };
        return state.Ticket is null && team.GivesPeople && team.AsksForPerson(received.Text)
            ? received with
            {
                AsksForPerson = true,
            }
            : received;
    }

    private ConversationOpened Opening(Team team, ConversationId id, RuntimeOptions options)
    {
        var limits = team.ConversationLimits.At(options.TimeProvider.GetUtcNow(), turn: 1);
        var strategy = options.Strategy ?? team.Strategy;
        return new ConversationOpened
        {
            Format = JournalCodec.Format,
            Conversation = id,
            Team = team.Name,
            Holder = team.Entry.Name,
            Customer = Customer,
            Constraints = limits.IsNone ? null : limits,
            Sensitive = team.IsAudited || team.Entry.IsSensitive ? true : null,
            Strategy = strategy == IssueStrategy.Sequential ? null : strategy,
        };
    }

    private static ApprovalDecided Fitting(ApprovalDecided decided, Session session)
    {
        if (EarlierActs.Before(decided, session) is { } before)
            throw new InvalidOperationException($"{EarlierActs.Words(before)} before: that holds.");
        return StateAwaiting(session.State, decided.CallId) is { } waiting
            ? decided with
            {
                Leg = waiting.Leg,
            }
            : throw new InvalidOperationException($"No call {decided.CallId} of conversation {session.Id} waits for approval.");
    }

    // The conversation itself or an open leg, whichever made the call.
    private static ConversationState? StateAwaiting(ConversationState state, CallId call) =>
        state.Turn?.Approvals.ContainsKey(call) == true
            ? state
            : state
                .Legs.Values.Where(leg => leg.End is null)
                .Select(leg => StateAwaiting(state.Within(leg.Name), call))
                .FirstOrDefault(found => found is not null);

    // Rule 3: nothing closes before every issue has ended.
    private static ConversationClosed Fitting(ConversationClosed closed, ConversationState state, ConversationId id)
    {
        if (state.Version == 0)
            throw new InvalidOperationException($"There is no conversation {id}.");
        if (state.Ticket is { } ticket)
            throw new InvalidOperationException($"Conversation {id} cannot be closed: people are working on it (ticket {ticket.Id}).");
        if (state.Turn is not null)
            throw new InvalidOperationException($"Conversation {id} cannot be closed: a turn is unfinished. Resume it first.");
        return state.Ledger.Unended is []
            ? closed
            : throw new InvalidOperationException(
                $"Conversation {id} cannot be closed: not finished {(state.Ledger.Unended.Length == 1 ? "is" : "are")} "
                    + $"{string.Join(", ", state.Ledger.Unended.Select(issue => $"{issue.Id} {issue.Title} ({issue.Owner})"))}."
            );
    }
}
