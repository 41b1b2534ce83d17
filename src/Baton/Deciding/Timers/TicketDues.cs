using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.States;

namespace Baton.Deciding.Timers;

/// <summary>When a desk must have claimed its ticket, and when it must have closed it.</summary>
internal static class TicketDues
{
    public static IEnumerable<DueMoment> Of(ConversationState state)
    {
        if (state.Ticket?.NextDue is { } due)
            yield return new DueMoment(due.At, due.Which == TicketDue.FirstResponse ? DueKind.FirstResponse : DueKind.Resolution);
    }
}
