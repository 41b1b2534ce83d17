using Baton.Teams;

namespace Baton.States.Issues;

/// <summary>
/// Says when <c>update_issue</c> can matter. An answer settles the one issue of its agent, so the tool is for an agent with several, and
/// for one that can decline its issue in no other way. All others would pay for it and never call it.
/// </summary>
internal static class IssueUpdateOffer
{
    /// <summary>Whether the holder may need the tool now. It stays so until the agent passes the baton on.</summary>
    public static bool IsFor(TeamMember member, ConversationState state)
    {
        if (member.UpdatesIssues is { } always)
            return always;
        var (issues, holder) = (0, member.Agent.Name);
        var canDeclineOnly = member.Transfers.Count == 0 && member.Escalates is null;
        foreach (var issue in state.Ledger.Unended)
        {
            if (!issue.IsActionable || issue.Owner != holder)
                continue;
            issues++;
            // Whoever suggested another agent for it expects that it may be declined.
            if (canDeclineOnly || (issue.Suggested is { } suggested && suggested != holder))
                return true;
        }

        // What the agent settled with the tool is still one of several.
        if (state.Turn?.Hold.Stated is not { IsEmpty: false } settled)
            return issues > 1;
        foreach (var stated in settled)
            issues += state.Ledger.Find(stated) is { IsEnded: false, IsActionable: true } known && known.Owner == holder ? 0 : 1;
        return issues > 1;
    }
}
