using System.Collections.Immutable;
using System.Text.Json;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;

namespace Baton.Journals;

/// <summary>
/// Folds a conversation's entries to what waits for a person in it. It needs the entries alone, so that a journal can keep the result
/// beside them. It agrees with the conversation's state.
/// </summary>
public sealed class WaitingList
{
    private readonly ImmutableList<Waiting> items;

    private WaitingList(ImmutableList<Waiting> items) => this.items = items;

    /// <summary>What waits before the first entry: nothing.</summary>
    public static WaitingList Empty { get; } = new([]);

    /// <summary>The open tickets and approvals, in the order in which they came.</summary>
    public IReadOnlyList<Waiting> Items => items;

    /// <summary>Whether an entry can change what waits. A store may pass over all others.</summary>
    public static bool IsChangedBy(JournalEntry entry) =>
        entry
            is TicketOpened
                or ApprovalAsked
                or ApprovalDecided
                or LegEnded
                or Replied
                or Degraded
                or OperatorReplied
                or ConversationClosed
                or MessageReceived
                or TicketClaimed
                or TicketReleased
                or TicketExpired
                or TicketDeclined
                or TicketClosed
                or Escalated
                or HandedOff { Trigger: HandoffTrigger.Escalated or HandoffTrigger.Returned or HandoffTrigger.FellBack };

    /// <summary>What waits after a conversation's next entries; this list itself when they change nothing.</summary>
    public WaitingList After(ConversationId conversation, IReadOnlyList<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var after = items;
        for (var i = 0; i < entries.Count; i++)
        {
            // Mostly nothing waits, and an entry has to be looked at only if something begins to.
            if (!after.IsEmpty || entries[i] is TicketOpened or ApprovalAsked)
                after = Apply(after, conversation, entries[i]);
        }

        return ReferenceEquals(items, after) ? this : new WaitingList(after);
    }

    /// <summary>The list as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(items, WaitingJson.Default.IReadOnlyListWaiting);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JournalException">The text is no such list.</exception>
    public static WaitingList FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WaitingJson.Default.IReadOnlyListWaiting) is { Count: > 0 } items
                ? new WaitingList([.. items])
                : Empty;
        }
        catch (Exception error)
            when (error is JsonException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new JournalException(JournalFault.Corrupt, $"A list of what waits for a person is damaged: {error.Message}", error);
        }
    }

    private static ImmutableList<Waiting> Apply(ImmutableList<Waiting> before, ConversationId conversation, JournalEntry entry) =>
        entry switch
        {
            TicketOpened opened => before.RemoveAll(IsTicket).Add(Ticket(conversation, opened)),
            ApprovalAsked asked => before.Add(Approval(conversation, asked)),
            TicketClaimed claimed => OnTicket(before, ticket => ticket with { Claimant = claimed.By }),
            TicketReleased => OnTicket(before, ticket => ticket with { Claimant = null }),
            TicketExpired expired => OnTicket(before, ticket => ticket with { Missed = ticket.Missed | expired.Due }),
            TicketDeclined or TicketClosed => before.RemoveAll(IsTicket),
            OperatorReplied replied => OnTicket(
                before.RemoveAll(IsApproval),
                ticket => ticket with { IsWaitingOnCustomer = replied.Asks == true }
            ),
            MessageReceived received => OnTicket(
                OnApprovals(before, asked => asked with { CustomerWroteAt = received.At }),
                ticket => ticket.IsWaitingOnCustomer ? ticket with { IsWaitingOnCustomer = false } : ticket
            ),
            ApprovalDecided decided => before.RemoveAll(waiting =>
                waiting is WaitingApproval approval && approval.CallId == decided.CallId
            ),
            LegEnded { Leg: var leg } => before.RemoveAll(waiting =>
                waiting is WaitingApproval approval && LegName.Holds(leg, approval.Leg)
            ),
            Escalated { Leg: null, To: not null } escalated => before.RemoveAll(waiting =>
                waiting is WaitingTicket ticket && ticket.Desk == escalated.From
            ),
            HandedOff handed => before.RemoveAll(waiting => waiting is WaitingApproval approval && approval.Leg == handed.Leg),
            Replied or Degraded => before.RemoveAll(IsApproval),
            ConversationClosed => [],
            _ => before,
        };

    private static bool IsTicket(Waiting waiting) => waiting is WaitingTicket;

    private static bool IsApproval(Waiting waiting) => waiting is WaitingApproval;

    private static ImmutableList<Waiting> OnApprovals(ImmutableList<Waiting> before, Func<WaitingApproval, WaitingApproval> change) =>
        before.Exists(IsApproval) ? [.. before.Select(waiting => waiting is WaitingApproval asked ? change(asked) : waiting)] : before;

    private static ImmutableList<Waiting> OnTicket(ImmutableList<Waiting> before, Func<WaitingTicket, WaitingTicket> change) =>
        before.Find(IsTicket) is WaitingTicket ticket && change(ticket) is var after && !ReferenceEquals(ticket, after)
            ? before.Replace(ticket, after)
            : before;

    private static WaitingTicket Ticket(ConversationId conversation, TicketOpened opened) =>
        new()
        {
            Conversation = conversation,
            Since = opened.At,
            Reason = opened.Reason,
            Ticket = opened.Ticket,
            Desk = opened.Desk,
            From = opened.From,
            Issues = opened.Issues,
            Priority = opened.Priority,
            Skills = opened.Skills ?? [],
            FirstResponseDue = opened.FirstResponseDue,
            ResolutionDue = opened.ResolutionDue,
        };

    private static WaitingApproval Approval(ConversationId conversation, ApprovalAsked asked) =>
        new()
        {
            Conversation = conversation,
            Since = asked.At,
            Reason = asked.Reason,
            CallId = asked.CallId,
            Participant = asked.Participant,
            Tool = asked.Tool,
            Arguments = asked.Arguments,
            Leg = asked.Leg,
        };
}
