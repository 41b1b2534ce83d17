using Baton.Journals.Timers;
using Baton.States;

namespace Baton.Deciding.Timers;

/// <summary>
/// The deadlines of the conversation and of its issues, while agents have what they limit. They limit nobody where nothing is open and
/// nobody waits for an answer, and people's time is their desk's.
/// </summary>
internal static class DeadlineDues
{
    public static IEnumerable<DueMoment> Of(Team team, ConversationState state)
    {
        if (state.Ticket is not null)
            yield break;
        if (state.Constraints.Deadline is { } deadline && (state.Turn is not null || Open(team, state).Any()))
            yield return new DueMoment(deadline, DueKind.Deadline);
        if (Open(team, state).Min(issue => issue.Constraints.Deadline) is { } first)
            yield return new DueMoment(first, DueKind.IssueDeadline);
    }

    /// <summary>The issues that agents are to solve and whose deadline has fired.</summary>
    public static IEnumerable<Issue> Overdue(Team team, ConversationState state) => Open(team, state).Where(issue => issue.Constraints.Deadline <= state.FiredTimer?.At);

    private static IEnumerable<Issue> Open(Team team, ConversationState state) => state.Ledger.Unended.Where(issue => team.Find(issue.Owner) is not null);
}
