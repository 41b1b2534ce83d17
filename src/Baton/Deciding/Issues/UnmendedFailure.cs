using Baton.Journals;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.Teams;

namespace Baton.Deciding.Issues;

/// <summary>
/// A tool that failed while its agent worked on an issue, with nothing behind it that mended it. Whatever the agent says then, in whatever
/// words, the issue is not resolved.
/// </summary>
internal static class UnmendedFailure
{
    /// <summary>
    /// The tool of the holder's newest failure in this turn; null if there is none, or if a later success mended it: of any tool for a
    /// look-up, and of the same tool for one with an effect.
    /// </summary>
    public static string? On(Issue issue, TeamMember member, ConversationState state)
    {
        var steps = issue.Tried.Items;
        var isFound = false;
        for (var index = steps.Length - 1; index >= 0 && steps[index].Entry > state.Turn!.Began; index--)
        {
            if (steps[index] is not { What: TriedAction.Called, Tool: { } tool } step || step.By != state.Holder)
                continue;
            if (
                step.Outcome is ToolOutcome.Failed or ToolOutcome.TimedOut or ToolOutcome.Unknown
                && !IsMended(member, issue, index, isFound)
            )
                return tool;
            isFound |= step.Outcome == ToolOutcome.Ok;
        }

        return null;
    }

    private static bool IsMended(TeamMember member, Issue issue, int failed, bool isFound)
    {
        var steps = issue.Tried.Items;
        if (member.Tools.GetValueOrDefault(steps[failed].Tool!) is null or { Effect: ToolEffect.ReadOnly })
            return isFound;
        for (var later = failed + 1; later < steps.Length; later++)
        {
            if (steps[later].Outcome == ToolOutcome.Ok && steps[later].Tool == steps[failed].Tool)
                return true;
        }

        return false;
    }
}
