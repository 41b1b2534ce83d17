using Baton.Journals.Deliveries;

namespace Baton.States.Deliveries;

/// <summary>What a desk may have to be told of a ticket.</summary>
internal enum NoticeSubject
{
    /// <summary>The ticket waits there.</summary>
    Opened,

    /// <summary>The customer wrote while it was there.</summary>
    CustomerWrote,

    /// <summary>It is not there any more, by somebody else's doing.</summary>
    Gone,

    /// <summary>A tool call waits until a person approves it.</summary>
    ApprovalAsked,
}

/// <summary>Something that happened to a ticket and that its desk may have to be told; or that a tool call waits for approval.</summary>
/// <param name="Subject">What happened.</param>
/// <param name="Ticket">The ticket; none of an approval.</param>
/// <param name="Desk">The desk; none of an approval, of which the team says who is told.</param>
/// <param name="Entry">The sequence number of the entry that says so.</param>
/// <param name="At">When that was.</param>
internal sealed record Notice(NoticeSubject Subject, TicketId Ticket, string Desk, long Entry, DateTimeOffset At)
{
    /// <summary>The call that waits for approval; null for what happened to a ticket.</summary>
    public CallId? Call { get; init; }

    /// <summary>
    /// The id of its delivery: the same whoever makes it and however often, and no other conversation's. It has no full stop, which a
    /// signature's parts are joined by.
    /// </summary>
    public string DeliveryBy(DeliveryKind kind) => FormattableString.Invariant($"{Call?.Value ?? Ticket.Value}-{Entry}-{(kind == DeliveryKind.Webhook ? "webhook" : "email")}");
}
