using Baton.Journals.Deliveries;

namespace Baton.States.Deliveries;

/// <summary>What a notice is about.</summary>
internal enum NoticeSubject
{
    /// <summary>The ticket waits there.</summary>
    Opened,

    /// <summary>The customer wrote while it was there.</summary>
    CustomerWrote,

    /// <summary>The desk no longer has the ticket, and did not end it itself.</summary>
    Gone,

    /// <summary>A tool call waits until a person approves it.</summary>
    ApprovalAsked,
}

/// <summary>Something that a desk may have to be told about a ticket or about a tool call that waits for approval.</summary>
/// <param name="Subject">What happened.</param>
/// <param name="Ticket">The ticket; empty for an approval.</param>
/// <param name="Desk">The desk; empty for an approval, where the team names the desk.</param>
/// <param name="Entry">The sequence number of the entry that says so.</param>
/// <param name="At">When that was.</param>
internal sealed record Notice(NoticeSubject Subject, TicketId Ticket, string Desk, long Entry, DateTimeOffset At)
{
    /// <summary>The call that waits for approval; null for what happened to a ticket.</summary>
    public CallId? Call { get; init; }

    /// <summary>
    /// The id of its delivery. It is the same for each attempt, unique among all conversations, and has no full stop, because a signature
    /// joins its parts by full stops.
    /// </summary>
    public string DeliveryBy(DeliveryKind kind) =>
        FormattableString.Invariant($"{Call?.Value ?? Ticket.Value}-{Entry}-{(kind == DeliveryKind.Webhook ? "webhook" : "email")}");
}
