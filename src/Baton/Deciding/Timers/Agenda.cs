using Baton.Deciding.Deliveries;
using Baton.Journals.Timers;
using Baton.States;
using Baton.States.Histories;

namespace Baton.Deciding.Timers;

/// <summary>
/// What falls due next in a conversation, from the team and the state alone: the same on every machine. Each kind of due time has its own
/// source, and is there only while the decision would do something about it.
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

    /// <summary>What falls due next, or null when nothing does until somebody acts.</summary>
    public static DueMoment? Next(Team team, ConversationId conversation, Transcript transcript, ConversationState state)
    {
        if (state.Version == 0)
            return null;
        if (IsAtWork(team, conversation, transcript, state))
            return new DueMoment(state.Now + team.Patience, DueKind.Unfinished);
        DueMoment? first = null;
        foreach (var due in All(team, state))
        {
            // What fired does not fire again.
            if (!HasFired(state, due) && (first is not { } earlier || due.CompareTo(earlier) < 0))
                first = due;
        }

        return first;
    }

    /// <summary>What fired and is due still: nothing was done about it yet.</summary>
    public static IEnumerable<DueKind> Fired(Team team, ConversationState state) => All(team, state).Where(due => HasFired(state, due)).Select(due => due.Of);

    private static IEnumerable<DueMoment> All(Team team, ConversationState state) =>
        state.IsClosed ? DeliveryDues.Of(team, state) : Sources.SelectMany(source => source(team, state));

    private static bool HasFired(ConversationState state, DueMoment due) => due.Of != DueKind.Delivery && state.FiredTimer is { } fired && due.CompareTo(fired) <= 0;

    // Whoever is at work looks at deadlines itself, between its steps, and is not disturbed. So all that is due then is that somebody else
    // goes on if its process ended: after twice the time that a step may take.
    private static bool IsAtWork(Team team, ConversationId conversation, Transcript transcript, ConversationState state) =>
        Decision.Next(team, conversation, transcript, state) is not (Step.Wait or Step.Close);
}
