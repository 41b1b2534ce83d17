using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Performing.Sessions;

namespace Baton.Runtime.Callbacks;

/// <summary>A callback that is being added to its conversation.</summary>
/// <param name="received">The entry with the callback's id, which keeps it from counting twice.</param>
/// <param name="act">The act's entry, which follows that one.</param>
internal sealed class CallbackArrival(CallbackReceived received, JournalEntry act)
{
    private readonly TaskCompletionSource<CallbackResult> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The result, once the act is durable or refused.</summary>
    public Task<CallbackResult> Answered => answered.Task;

    public static CallbackResult NoTicket(TicketId ticket) =>
        CallbackResult.Refused(CallbackRefusal.NoSuchTicket, $"There is no ticket '{Shortened(ticket.Value)}'.");

    /// <summary>
    /// Adds it to its conversation, which nobody else may use meanwhile, unless the conversation already has it or it does not fit.
    /// </summary>
    /// <returns>Whether it was added. If so, make it durable and call <see cref="Answer"/>.</returns>
    public bool Take(Team team, Session session, RuntimeOptions options)
    {
        if (ResultBefore(session) is { } known)
        {
            answered.TrySetResult(known);
            return false;
        }

        if (act is TicketClosed closed && RefusalOf(closed, team, session) is { } refusal)
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
            answered.TrySetResult(CallbackResult.Refused(CallbackRefusal.DoesNotFit, doesNotFit.Message));
            return false;
        }
    }

    /// <summary>Answers that the act is in the journal.</summary>
    public void Answer(Session session) =>
        answered.TrySetResult(CallbackResult.Recorded(session.State.Callbacks[(received.From, received.Callback)]));

    private CallbackResult? ResultBefore(Session session)
    {
        if (session.State.Callbacks.GetValueOrDefault((received.From, received.Callback)) is { } before)
        {
            return (before.Ticket, before.Act) == (received.Ticket, received.Act)
                ? CallbackResult.Recorded(before)
                : CallbackResult.Refused(
                    CallbackRefusal.IdInUse,
                    $"The id '{received.Callback}' was already used for another callback. Give each callback its own id."
                );
        }

        var isOpen = session.State.Ticket?.Id == received.Ticket;
        var opened = isOpen
            ? session.State.Ticket!.Entry
            : session.Entries.OfType<TicketOpened>().LastOrDefault(opened => opened.Ticket == received.Ticket);
        if (opened is null)
            return NoTicket(received.Ticket);
        if (opened.Desk != received.From)
            return CallbackResult.Refused(CallbackRefusal.AtAnotherDesk, $"Ticket {received.Ticket} is not at {received.From}.");
        return isOpen ? null : CallbackResult.Refused(CallbackRefusal.NotOpen, $"Ticket {received.Ticket} is not open any more.");
    }

    // A person may hand a ticket to any agent. A system is outside: with an agent that nothing has led to yet, it would choose tools and
    // limits for itself.
    private static CallbackResult? RefusalOf(TicketClosed closed, Team team, Session session) =>
        closed.To.Length == 0 || team.Find(closed.To) is null || HadBy(team, session).Contains(closed.To)
            ? null
            : CallbackResult.Refused(
                CallbackRefusal.DoesNotFit,
                $"A system hands back to an agent that has had the conversation: {string.Join(", ", HadBy(team, session))}. "
                    + "Without 'to', the one that could not go on has it next."
            );

    private static IEnumerable<string> HadBy(Team team, Session session) =>
        session
            .State.HoldersSoFar.Prepend(team.Entry.Name)
            .Append(session.State.Ticket!.From)
            .Where(name => team.Find(name) is not null)
            .Distinct();

    private static string Shortened(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
