using Baton.Journals.Timers;
using Baton.States;

namespace Baton.Deciding.Timers;

/// <summary>
/// The deadlines of the conversation and of its issues. They apply while agents have an open issue or a customer waits for an answer. At a
/// desk, the desk's own times apply instead.
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

    /// <summary>The agents' issues whose deadline has fired.</summary>
    public static IEnumerable<Issue> Overdue(Team team, ConversationState state) =>
        Open(team, state).Where(issue => issue.Constraints.Deadline <= state.FiredTimer?.At);

    private static IEnumerable<Issue> Open(Team team, ConversationState state) =>
        state.Ledger.Unended.Where(issue => team.Find(issue.Owner) is not null);
}
