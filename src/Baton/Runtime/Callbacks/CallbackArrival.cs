using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;

namespace Baton.Runtime.Callbacks;

/// <summary>A callback that is being added to its conversation.</summary>
/// <param name="conversation">The conversation.</param>
/// <param name="received">The entry with the callback's id, which keeps it from counting twice.</param>
/// <param name="act">The act's entry, which follows that one.</param>
internal sealed class CallbackArrival(ConversationId conversation, CallbackReceived received, JournalEntry act)
{
    private readonly TaskCompletionSource<CallbackAnswer> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConversationId Conversation => conversation;

    /// <summary>The answer to the system, once the act is durable or refused.</summary>
    public Task<CallbackAnswer> Answered => answered.Task;

    public static CallbackAnswer NoTicket(TicketId ticket) => CallbackAnswer.Problem(404, "No such ticket", $"There is no ticket '{Shortened(ticket.Value)}'.");

    /// <summary>
    /// Adds it to its conversation, which nobody else may use meanwhile, unless the conversation already has it or it does not fit.
    /// </summary>
    /// <returns>Whether it was added. If so, make it durable and call <see cref="Answer"/>.</returns>
    public bool Take(Team team, Session session, RuntimeOptions options)
    {
        if (Refusal(session) is { } refusal)
        {
            answered.TrySetResult(refusal);
            return false;
        }

        try
        {
            new Arrival(act) { Callback = received }.Take(team, session, options);
            return true;
        }
        catch (InvalidOperationException doesNotFit)
        {
            answered.TrySetResult(CallbackAnswer.Problem(409, "Not now", doesNotFit.Message));
            return false;
        }
    }

    /// <summary>Answers that the act is in the journal.</summary>
    public void Answer(Session session) => answered.TrySetResult(CallbackAnswer.Done(session.State.Callbacks[(received.From, received.Callback)]));

    private CallbackAnswer? Refusal(Session session)
    {
        if (session.State.Callbacks.GetValueOrDefault((received.From, received.Callback)) is { } before)
        {
            return (before.Ticket, before.Act) == (received.Ticket, received.Act)
                ? CallbackAnswer.Done(before)
                : CallbackAnswer.Problem(409, "Used before", $"The id '{received.Callback}' was already used for another callback. Give each callback its own id.");
        }

        var isOpen = session.State.Ticket?.Id == received.Ticket;
        var opened = isOpen ? session.State.Ticket!.Entry : session.Entries.OfType<TicketOpened>().LastOrDefault(opened => opened.Ticket == received.Ticket);
        if (opened is null)
            return NoTicket(received.Ticket);
        if (opened.Desk != received.From)
            return CallbackAnswer.Problem(403, "Not yours", $"Ticket {received.Ticket} is not at {received.From}.");
        return isOpen ? null : CallbackAnswer.Problem(409, "Not open", $"Ticket {received.Ticket} is not open any more.");
    }

    private static string Shortened(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
