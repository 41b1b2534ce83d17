using Baton.Escalations;
using Baton.Issues;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Conversations.States;

/// <summary>Folds what happens at a desk: a person's stretch has a start, an end and a report.</summary>
internal static class DeskFold
{
    public static ConversationState Apply(ConversationState state, JournalEntry entry) => entry switch
    {
        TicketOpened opened => state with
        {
            Tickets = state.Tickets + 1,
            Ticket = new OpenTicket(opened.Ticket, opened.Desk, opened.From, IsAnswered: false),
            HandBack = null,
            Turn = state.Turn is { } turn ? turn with { IsTold = false } : null,
        },
        OperatorReplied replied => state with { AsksCustomer = LedgerChanges.IsQuestion(replied.Text), Legs = ConversationState.NoLegs, Ticket = state.Ticket! with { IsAnswered = true }, Turn = null },
        TicketClosed closed => state with
        {
            Ticket = null,
            HandBack = new HandBack(closed.To, closed.By, closed.Report, closed.Resolved),
            // An agent goes on afresh: what was tried before the ticket counts no more.
            Turn = state.Turn is { } waiting ? new TurnState { Message = waiting.Message, Began = waiting.Began, Parts = waiting.Parts } : null,
        },
        _ => throw new ArgumentException($"{entry.GetType().Name} does not happen at a desk.", nameof(entry)),
    };
}
