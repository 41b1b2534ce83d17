using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Runtime.Callbacks;

/// <summary>Writes the entry of a system's act, as a person's act at a desk is written.</summary>
internal static class CallbackActs
{
    /// <summary>The entry that keeps the callback from counting twice.</summary>
    public static CallbackReceived ReceivedOf(Callback callback) =>
        new()
        {
            Callback = callback.Id,
            From = callback.From,
            Ticket = callback.Ticket,
            Act = callback.Act,
        };

    /// <summary>The entry of an act.</summary>
    /// <param name="callback">The act, its ticket and its system.</param>
    /// <exception cref="ArgumentException">The act needs a text.</exception>
    public static JournalEntry EntryOf(Callback callback)
    {
        var (ticket, by, text) = (callback.Ticket, callback.From, callback.Text);
        if (callback.Act == CallbackAct.Accept)
            return new TicketClaimed { Ticket = ticket, By = by };
        ArgumentException.ThrowIfNullOrWhiteSpace(text, nameof(callback));
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
                To = callback.To ?? "",
                Resolved = callback.Resolved,
            },
            _ => throw new ArgumentException($"{callback.Act} is not an act of a system.", nameof(callback)),
        };
    }
}
