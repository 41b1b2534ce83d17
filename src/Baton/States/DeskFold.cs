using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States.Escalations;
using Baton.States.Issues;

namespace Baton.States;

/// <summary>Folds what happens at a desk, from the opening of a ticket to its end.</summary>
internal static class DeskFold
{
    public static ConversationState Apply(ConversationState state, JournalEntry entry) =>
        entry switch
        {
            TicketOpened opened => state with
            {
                Tickets = state.Tickets + 1,
                Ticket = new OpenTicket(opened.Ticket, opened.Desk, opened.From, opened.Seq) { Entry = opened },
                UntakenTicket = null,
                HandBack = null,
                Turn = state.Turn is { } turn ? turn with { IsCustomerToldOfPerson = false } : null,
            },
            TicketClaimed claimed => OnTicket(state, entry, ticket => ticket with { Claimant = claimed.By }),
            TicketReleased => OnTicket(state, entry, ticket => ticket with { Claimant = null }),
            TicketExpired expired => Expire(state, expired),
            TicketDeclined declined => LeaveUntaken(
                state,
                entry,
                FailureCause.Declined,
                $"{declined.By} at {state.Ticket?.Desk} declined it: {declined.Reason}"
            ) with
            {
                Ticket = null,
            },
            OperatorReplied replied => OnTicket(
                state,
                entry,
                ticket => ticket with { IsAnswered = true, IsAsking = replied.Asks == true }
            ) with
            {
                Legs = ConversationState.NoLegs,
                Turn = null,
                AsksCustomer = replied.Asks == true || CustomerQuestion.IsIn(replied.Text, replied.Question),
            },
            PermissionGranted { Issue: { } issue } granted => state with
            {
                Ledger = state.Ledger.Find(issue) is { } known
                    ? state.Ledger.With(known with { Granted = known.Granted.Add(granted.Permission) })
                    : throw Unknown(entry),
            },
            PermissionGranted granted => state with { Granted = state.Granted.Add(granted.Permission) },
            TicketClosed closed => state with
            {
                Ticket = null,
                HandBack = new HandBack(closed.To, closed.By, closed.Report, closed.Resolved),
                AskedToTakeOver = [],
                // The turn continues with fresh limits and without what the agents did before the ticket.
                Turn =
                    state.Turn is { } waiting
                        ? new TurnState
                        {
                            Message = waiting.Message,
                            Began = waiting.Began,
                            Since = closed.At,
                            Parts = waiting.Parts,
                        }
                    : closed.GoesOn == true
                        ? new TurnState
                        {
                            Message = state.LastMessage,
                            Began = closed.Seq,
                            Since = closed.At,
                        }
                    : null,
            },
            _ => throw new ArgumentException($"{entry.GetType().Name} does not happen at a desk.", nameof(entry)),
        };

    private static ConversationState Expire(ConversationState state, TicketExpired expired)
    {
        var after = OnTicket(state, expired, ticket => ticket with { Missed = ticket.Missed | expired.Due });
        return expired.Due == TicketDue.FirstResponse
            ? LeaveUntaken(after, expired, FailureCause.TimedOut, $"Nobody at {state.Ticket!.Desk} claimed it in time.")
            : after;
    }

    private static ConversationState LeaveUntaken(ConversationState state, JournalEntry entry, FailureCause trigger, string reason) =>
        state.Ticket is { } ticket
            ? state with
            {
                UntakenTicket = new UntakenTicket(ticket.Desk, ticket.From, trigger, reason),
            }
            : throw Unknown(entry);

    private static ConversationState OnTicket(ConversationState state, JournalEntry entry, Func<OpenTicket, OpenTicket> change) =>
        state.Ticket is { } ticket ? state with { Ticket = change(ticket) } : throw Unknown(entry);

    private static JournalException Unknown(JournalEntry entry) =>
        new(
            JournalFault.Corrupt,
            $"Entry {entry.Seq} refers to a ticket or an issue that is not in the journal. Restore the journal from a backup."
        );
}
