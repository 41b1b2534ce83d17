using Baton.Conversations.States;
using Baton.Journals.Entries;

namespace Baton.Timers;

/// <summary>When a desk must have taken its ticket, and when it must have closed it.</summary>
internal static class TicketDues
{
    public static IEnumerable<DueMoment> Of(ConversationState state)
    {
        if (state.Ticket is not { } ticket)
            yield break;
        if (ticket is { Claimant: null, IsAnswered: false } && !ticket.Missed.HasFlag(TicketDue.FirstResponse) && ticket.Entry.FirstResponseDue is { } response)
            yield return new DueMoment(response, DueKind.FirstResponse);
        if (!ticket.Missed.HasFlag(TicketDue.Resolution) && ticket.Entry.ResolutionDue is { } resolution)
            yield return new DueMoment(resolution, DueKind.Resolution);
    }
}
