using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;
using Baton.States;
using Baton.States.Deliveries;

namespace Baton.Performing.Deliveries;

/// <summary>Takes what came of an attempt into its conversation.</summary>
internal static class DeliveryArrival
{
    /// <summary>
    /// Whether the conversation need not hear of it: another attempt took its place, or what was to be delivered is pointless by now. That
    /// the receiver has it counts from whichever attempt it comes.
    /// </summary>
    public static bool IsKnown(ConversationState state, DeliveryAttempted ended) =>
        state.Outbox.Attempts.GetValueOrDefault(ended.Delivery) is not { Outcome: DeliveryOutcome.Begun } last
        || (last.Attempt != ended.Attempt && ended.Outcome != DeliveryOutcome.Delivered);

    /// <summary>
    /// Writes it down; a system that cannot be told of a ticket, and has not taken it otherwise, makes room for the next rung.
    /// </summary>
    public static void Add(Team team, Session session, DeliveryAttempted ended)
    {
        var notice = session.State.Outbox.Notices.Find(notice => notice.DeliveryBy(ended.Kind) == ended.Delivery);
        session.Add(ended);
        if (
            ended is { Outcome: DeliveryOutcome.Dead, Kind: DeliveryKind.Webhook }
            && notice?.Subject == NoticeSubject.Opened
            && team.FindDesk(ended.To)?.IsSystem == true
            && session.State.Ticket is { Claimant: null, IsAnswered: false } ticket
            && ticket.Id == notice.Ticket
        )
        {
            session.Add(
                new TicketDeclined
                {
                    Ticket = ticket.Id,
                    By = ended.To,
                    Reason = $"The ticket could not be delivered: {ended.Detail}.",
                }
            );
        }
    }
}
