using System.Collections.Immutable;
using Baton.Journals;
using Baton.Journals.Deliveries;
using Baton.Journals.Entries;
using Baton.States.Escalations;

namespace Baton.States.Deliveries;

/// <summary>Folds the notices for desks. The team decides later which desk gets them, and how.</summary>
internal static class OutboxFold
{
    public static ConversationState Apply(ConversationState before, ConversationState state, JournalEntry entry)
    {
        var outbox = before.Outbox;
        if (entry is DeliveryAttempted attempted)
            outbox = Attempt(outbox, attempted, state.Ticket);
        if (before.Ticket is { } ended && state.Ticket?.Id != ended.Id)
            outbox = End(outbox, ended, entry);
        if (entry is TicketOpened opened)
            outbox = Add(outbox, NoticeSubject.Opened, opened.Ticket, opened.Desk, entry);
        else if (entry is MessageReceived && state.Ticket is { } open)
            outbox = Add(outbox, NoticeSubject.CustomerWrote, open.Id, open.Desk, entry);
        else if (entry is ApprovalAsked asked)
            outbox = outbox with
            {
                Notices = outbox.Notices.Add(
                    new Notice(NoticeSubject.ApprovalAsked, default, "", entry.Seq, entry.At) { Call = asked.CallId }
                ),
            };
        return WithoutDecided(ReferenceEquals(outbox, state.Outbox) ? state : state with { Outbox = outbox });
    }

    /// <summary>The state without notices about calls that no longer wait for approval.</summary>
    public static ConversationState WithoutDecided(ConversationState state)
    {
        // A leg does not see the calls of other legs.
        if (state.Leg is not null)
            return state;
        var outbox = state.Outbox;
        foreach (var notice in outbox.Notices)
        {
            if (notice.Call is { } call && !IsWaiting(call, state.Turn, state.Legs))
                outbox = Drop(outbox, notice);
        }

        return ReferenceEquals(outbox, state.Outbox) ? state : state with { Outbox = outbox };
    }

    private static bool IsWaiting(CallId call, TurnState? turn, ImmutableSortedDictionary<string, LegState> legs)
    {
        if (turn is not null && turn.Approvals.TryGetValue(call, out var decided))
            return decided is null;
        foreach (var (_, leg) in legs)
        {
            if (leg.End is null && IsWaiting(call, leg.Turn, leg.Legs))
                return true;
        }

        return false;
    }

    private static Outbox Add(Outbox outbox, NoticeSubject subject, TicketId ticket, string desk, JournalEntry entry) =>
        outbox with
        {
            Notices = outbox.Notices.Add(new Notice(subject, ticket, desk, entry.Seq, entry.At)),
        };

    private static Outbox Attempt(Outbox outbox, DeliveryAttempted attempted, OpenTicket? open)
    {
        // The notice may have been dropped while its delivery was on its way.
        if (outbox.Notices.Find(notice => notice.DeliveryBy(attempted.Kind) == attempted.Delivery) is not { } notice)
            return outbox;
        outbox = outbox with
        {
            Attempts = outbox.Attempts.SetItem(attempted.Delivery, attempted),
            DeadLetters = attempted.Outcome == DeliveryOutcome.Dead ? outbox.DeadLetters.Add(attempted) : outbox.DeadLetters,
        };
        // Only the notice that a ticket is gone outlives the ticket. It is delivered by webhook alone.
        return notice.Subject == NoticeSubject.Gone && notice.Ticket != open?.Id && attempted.Next is null ? Drop(outbox, notice) : outbox;
    }

    // A desk that was told of the ticket and did not end it itself is told that it is gone.
    private static Outbox End(Outbox outbox, OpenTicket ended, JournalEntry entry)
    {
        var isTold = outbox.Notices.Exists(notice =>
            notice.Ticket == ended.Id && notice.Subject == NoticeSubject.Opened && outbox.IsAttempted(notice)
        );
        foreach (var notice in outbox.Notices.FindAll(notice => notice.Ticket == ended.Id))
            outbox = Drop(outbox, notice);
        return isTold && EndedBy(entry) != ended.Desk ? Add(outbox, NoticeSubject.Gone, ended.Id, ended.Desk, entry) : outbox;
    }

    private static string? EndedBy(JournalEntry entry) =>
        entry switch
        {
            TicketClosed closed => closed.By,
            TicketDeclined declined => declined.By,
            _ => null,
        };

    private static Outbox Drop(Outbox outbox, Notice notice) =>
        outbox with
        {
            Notices = outbox.Notices.Remove(notice),
            Attempts = outbox.Attempts.Remove(notice.DeliveryBy(DeliveryKind.Webhook)).Remove(notice.DeliveryBy(DeliveryKind.Email)),
        };
}
