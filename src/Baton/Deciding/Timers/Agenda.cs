using Baton.Deciding.Deliveries;
using Baton.Journals;
using Baton.Journals.Timers;
using Baton.States;
using Baton.States.Histories;

namespace Baton.Deciding.Timers;

/// <summary>
/// Finds what is due next in a conversation, from the team and the state alone, so it is the same on every machine. Each kind of due time
/// has its own source, and exists only while the decision would act on it.
/// </summary>
internal static class Agenda
{
    private static readonly IReadOnlyList<Func<Team, ConversationState, IEnumerable<DueMoment>>> Sources =
    [
        DeadlineDues.Of,
        HoldingDues.Of,
        DeliveryDues.Of,
        (_, state) => TicketDues.Of(state),
    ];

    /// <summary>What is due next; null if nothing is due until somebody acts.</summary>
    public static DueMoment? Next(Team team, ConversationId conversation, Transcript transcript, ConversationState state)
    {
        if (state.Version == 0)
            return null;
        if (IsAtWork(team, conversation, transcript, state))
            return new DueMoment(state.Now.Later(team.Patience), DueKind.Unfinished);
        if (IsAtRest(state))
            return null;
        DueMoment? first = null;
        foreach (var due in All(team, state))
        {
            // A timer that fired does not fire again.
            if (!HasFired(state, due) && (first is not { } earlier || due.CompareTo(earlier) < 0))
                first = due;
        }

        return first;
    }

    /// <summary>The due times that fired and that nothing was done about yet.</summary>
    public static IEnumerable<DueKind> Fired(Team team, ConversationState state) =>
        All(team, state).Where(due => HasFired(state, due)).Select(due => due.Of);

    private static IEnumerable<DueMoment> All(Team team, ConversationState state) =>
        state.IsClosed ? DeliveryDues.Of(team, state) : Sources.SelectMany(source => source(team, state));

    // Most conversations have nothing left open when the customer is answered, and then no source has anything.
    private static bool IsAtRest(ConversationState state) =>
        state is { Turn: null, Ticket: null, Outbox.Notices.IsEmpty: true } && state.Ledger.Unended.IsEmpty;

    private static bool HasFired(ConversationState state, DueMoment due) =>
        due.Of != DueKind.Delivery && state.FiredTimer is { } fired && due.CompareTo(fired) <= 0;

    // A process at work checks deadlines itself between its steps. The only due time then is for another process to continue if that one
    // ended: after twice the time that a step may take.
    private static bool IsAtWork(Team team, ConversationId conversation, Transcript transcript, ConversationState state) =>
        Decision.Next(team, conversation, transcript, state) is not (Step.Wait or Step.Close);
}
