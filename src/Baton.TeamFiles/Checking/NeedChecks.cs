using Baton.Journals.Constraints;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Tools;

namespace Baton.TeamFiles.Checking;

/// <summary>Whether each tool that needs a permission can run at all, and has the argument that bounds are held against.</summary>
internal sealed class NeedChecks
{
    private readonly Dictionary<CatalogEntry, List<(AgentDraft Agent, ToolGrants Tools)>> holders = [];
    private readonly Dictionary<string, Permission> widest = new(StringComparer.Ordinal);
    private readonly bool permissionsLost;
    private readonly bool toolsLost;
    private readonly ProblemList problems;

    private NeedChecks(IReadOnlyList<(AgentDraft Agent, ToolGrants Tools)> agents, ProblemList problems)
    {
        this.problems = problems;

        // Without the agents, or a part of what they are given, who can do what is unknown: that has been reported, and is enough.
        permissionsLost = agents.Count == 0 || agents.Any(agent => agent.Agent.PermissionsLost);
        toolsLost = agents.Any(agent => agent.Tools.Lost);
        foreach (var holder in agents)
        {
            foreach (var entry in holder.Tools.Entries)
            {
                if (!holders.TryGetValue(entry, out var list))
                    holders.Add(entry, list = []);
                list.Add(holder);
            }

            foreach (var permission in holder.Agent.Permissions)
            {
                if (!widest.TryGetValue(permission.Name, out var other) || permission.AtMost is null || permission.AtMost > other.AtMost)
                    widest[permission.Name] = permission;
            }
        }
    }

    public static void Check(IReadOnlyList<(AgentDraft Agent, ToolGrants Tools)> agents, ToolCatalog catalog, ProblemList problems)
    {
        var checks = new NeedChecks(agents, problems);
        foreach (var entry in catalog.Entries)
        {
            foreach (var need in ToolNeeds.Of(entry).Where(need => need.Names is not { Count: 0 }))
            {
                checks.CheckArgument(entry, need);
                if (!checks.permissionsLost)
                    checks.CheckGrants(entry, need);
            }
        }
    }

    private void CheckArgument(CatalogEntry entry, ToolNeed need)
    {
        if (need.ArgumentAt is { } at)
            entry.CheckArgument(new Word(need.Argument!, at), need.Names, problems);
    }

    private void CheckGrants(CatalogEntry entry, ToolNeed need)
    {
        var permission = need.Permission.Name;
        if (!widest.TryGetValue(permission, out var grant))
        {
            problems.Add(
                need.At,
                $"no agent is granted '{permission}', so {need.Subject} can never run{Nearest.Hint(permission, widest.Keys)}"
            );
            return;
        }

        if (!Suffices(grant, need))
            problems.Add(
                need.At,
                $"'{permission}' is granted with a bound only, and {need.Subject} names no 'argument' to hold it against: it can never run"
            );
        else if (!toolsLost)
            CheckHolders(entry, need);
    }

    private void CheckHolders(CatalogEntry entry, ToolNeed need)
    {
        var all = holders.GetValueOrDefault(entry) ?? [];
        foreach (var name in need.Names ?? [""])
        {
            // An agent may have a tool that it must leave to others, but one of them must be able to use it.
            var those = need.Names is null ? all : all.FindAll(holder => holder.Tools.MayHave(entry, name));
            if (those.Count > 0 && !those.Exists(holder => CanRun(holder.Agent, need)))
            {
                var (permission, subject) = (need.Permission.Name, need.Names is null ? need.Subject : $"'{name}'");
                var isBounded = those.Exists(holder => holder.Agent.Permissions.Any(grant => grant.Name == permission));
                problems.Add(
                    need.At,
                    $"no agent that has {subject} is granted '{permission}'{(isBounded ? " without a bound" : "")}, so it can never run"
                );
            }
        }
    }

    private static bool CanRun(AgentDraft agent, ToolNeed need) =>
        agent.Permissions.Any(grant => grant.Name == need.Permission.Name && Suffices(grant, need));

    private static bool Suffices(Permission grant, ToolNeed need) => grant.AtMost is null || need.Argument is not null;
}
