using Baton.Journals.Deliveries;
using Baton.Journals.Timers;
using Baton.States;
using Baton.States.Deliveries;

namespace Baton.Deciding.Deliveries;

/// <summary>What is to be delivered, and when. Pure.</summary>
internal static class DeliveryDues
{
    /// <summary>When something is to be delivered.</summary>
    public static IEnumerable<DueMoment> Of(Team team, ConversationState state) =>
        Pending(team, state).Select(delivery => new DueMoment(delivery.Due, DueKind.Delivery));

    /// <summary>What is to be delivered, now or later.</summary>
    public static IEnumerable<Delivery> Pending(Team team, ConversationState state)
    {
        foreach (var notice in state.Outbox.Notices)
        {
            if ((notice.Call is null ? team.FindDesk(notice.Desk) : team.ApprovalDesk) is not { } desk || !CanBeDelivered(notice, state))
                continue;
            var asksPeople = notice.Subject is NoticeSubject.Opened or NoticeSubject.ApprovalAsked;
            if (desk.Webhook is not null && (desk.IsSystem || asksPeople) && Next(notice, desk, DeliveryKind.Webhook, state) is { } message)
                yield return message;
            if (desk.Emails.Count > 0 && asksPeople && Next(notice, desk, DeliveryKind.Email, state) is { } mail)
                yield return mail;
        }
    }

    // A notice of a ticket contains the briefing, so it waits until the desk has the baton.
    private static bool CanBeDelivered(Notice notice, ConversationState state) =>
        notice.Subject is NoticeSubject.Gone or NoticeSubject.ApprovalAsked || state.Holder == notice.Desk;

    private static Delivery? Next(Notice notice, Desk desk, DeliveryKind kind, ConversationState state) =>
        state.Outbox.Attempts.GetValueOrDefault(notice.DeliveryBy(kind)) switch
        {
            null => new Delivery(notice, desk, kind, Attempt: 1, notice.At),
            { Next: { } next } last => new Delivery(notice, desk, kind, last.Attempt + 1, next),
            _ => null,
        };
}
