using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Tools;

namespace Baton.TeamFiles.Checking;

/// <summary>Whether limits speak of tools that somebody has: a misspelt one would take away all that was meant to stay.</summary>
internal static class LimitChecks
{
    public static void Check(
        TeamDraft draft,
        IReadOnlyList<(AgentDraft Agent, ToolGrants Tools)> agents,
        ToolCatalog catalog,
        ProblemList problems
    )
    {
        var limits = draft.Agents.SelectMany(agent => agent.Handoffs).Select(handoff => handoff.Limits).Append(draft.ConversationLimits);
        var references = limits
            .SelectMany(limit => limit?.Tools ?? [])
            .Where(tool => tool.Text != ToolNames.WriteState || draft.State.Count == 0)
            .ToList();
        if (references.Count == 0)
            return;

        // Whoever works on the issue later is bound too, so a tool of anybody's will do.
        var lost = agents.Count == 0 || agents.Any(agent => agent.Tools.Lost);
        var entries = agents.SelectMany(agent => agent.Tools.Entries).ToHashSet();
        var names = agents.SelectMany(agent => agent.Tools.All).ToHashSet();
        foreach (var reference in references)
        {
            if (ToolReference.Find(reference, catalog, problems) is not { } found || lost)
                continue;
            if (found.Names is null ? !entries.Contains(found.Entry) : !found.Names.Any(name => names.Contains((found.Entry, name))))
                problems.Add(reference.At, $"no agent has the tool '{reference.Text}': give it to one, or leave it out");
        }
    }
}
