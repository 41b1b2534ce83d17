using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Runtime.Callbacks;

/// <summary>Writes the entry of a system's act, as a person's act at a desk is written.</summary>
internal static class CallbackActs
{
    /// <summary>The entry of an act.</summary>
    /// <param name="callback">The act, its ticket and its system.</param>
    /// <param name="text">What the act says.</param>
    /// <param name="to">The agent that a ticket is handed back to, or null.</param>
    /// <param name="resolved">Whether a ticket that is handed back is solved.</param>
    /// <exception cref="ArgumentException">The act needs a text.</exception>
    public static JournalEntry EntryOf(CallbackReceived callback, string? text, string? to, bool resolved)
    {
        var (ticket, by) = (callback.Ticket, callback.From);
        if (callback.Act == CallbackAct.Accept)
            return new TicketClaimed { Ticket = ticket, By = by };
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return callback.Act switch
        {
            CallbackAct.Decline => new TicketDeclined
            {
                Ticket = ticket,
                By = by,
                Reason = text,
            },
            CallbackAct.Reply => new OperatorReplied
            {
                Ticket = ticket,
                Operator = by,
                Text = text,
            },
            CallbackAct.Ask => new OperatorReplied
            {
                Ticket = ticket,
                Operator = by,
                Text = text,
                Asks = true,
            },
            CallbackAct.Note => new TicketNoted
            {
                Ticket = ticket,
                By = by,
                Text = text,
            },
            CallbackAct.HandBack => new TicketClosed
            {
                Ticket = ticket,
                By = by,
                Report = text,
                To = to ?? "",
                Resolved = resolved,
            },
            _ => throw new ArgumentException($"{callback.Act} is not an act of a system.", nameof(callback)),
        };
    }
}
