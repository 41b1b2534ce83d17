using Baton.Journals;
using Baton.Journals.Timers;
using Baton.States;

namespace Baton.Deciding.Timers;

/// <summary>
/// How long an agent may hold the baton (<see cref="Agent.HoldTime"/>) while it has something to do. Time in which it waits for a person's
/// approval does not count.
/// </summary>
internal static class HoldingDues
{
    public static IEnumerable<DueMoment> Of(Team team, ConversationState state)
    {
        if (state.Ticket is null && !IsWaiting(state) && HasSomethingToDo(state) && EndOf(team, state) is { } end)
            yield return new DueMoment(end, DueKind.AgentTime);
    }

    /// <summary>When the holder's time is over; null when it has no limit.</summary>
    public static DateTimeOffset? EndOf(Team team, ConversationState state) =>
        team.Find(state.Holder)?.Agent.HoldTime is { } time ? state.Holding.Since.Later(time) : null;

    private static bool HasSomethingToDo(ConversationState state) =>
        state.Turn is not null || state.Ledger.Unended.Any(issue => issue.Owner == state.Holder);

    private static bool IsWaiting(ConversationState state) =>
        state.Turn?.AwaitsApproval == true || state.Legs.Values.Any(leg => leg.End is null);
}
