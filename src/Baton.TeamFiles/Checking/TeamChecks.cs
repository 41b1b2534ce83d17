using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Reading;
using Baton.TeamFiles.Tools;

namespace Baton.TeamFiles.Checking;

/// <summary>The second half of a team file's checks: whether what it names is there and can be reached.</summary>
internal static class TeamChecks
{
    public static void Check(TeamDraft draft, ToolCatalog catalog, ProblemList problems)
    {
        var agents = draft.Agents.ToDictionary(agent => agent.Name.Text, StringComparer.Ordinal);
        var given = new List<(AgentDraft Agent, ToolGrants Tools)>();
        CheckTransferNames(draft.Agents, problems);
        DeskChecks.Check(draft, agents.Keys, problems);
        DeliveryReader.Check(draft.Deliveries, draft.Desks.Select(desk => desk.News), problems);
        foreach (var agent in draft.Agents)
        {
            CheckHandoffs(agent, agents, problems);
            CheckOverflow(agent, agents, problems);
            var grants = ToolGrants.Of(agent, catalog, problems);
            AnswerChecks.Check(agent, grants, problems);
            given.Add((agent, grants));
        }

        FallbackReader.Check(draft, agents.Keys, problems);
        WriterChecks.Check(draft, agents.Keys, problems);
        LimitChecks.Check(draft, given, catalog, problems);
        NeedChecks.Check(given, catalog, problems);
        SharedStateReader.Check(draft, problems);
        ApprovalChecks.Check(catalog, problems);
        TriageReader.Check(draft, problems);

        if (draft.Entry is { } entry && agents.Count > 0)
        {
            if (!agents.ContainsKey(entry.Text))
                problems.Add(entry.At, $"there is no agent '{entry.Text}'{Nearest.HintOrAll(entry.Text, agents.Keys)}");
            CheckReach(entry, draft, agents, problems);
        }
    }

    private static void CheckTransferNames(IReadOnlyList<AgentDraft> agents, ProblemList problems)
    {
        foreach (var same in agents.GroupBy(agent => Handoff.ToolNameFor(agent.Name.Text)))
        {
            foreach (var agent in same.Skip(1))
                problems.Add(
                    agent.Name.At,
                    $"the agents {Words.And([same.First().Name.Text, agent.Name.Text])} would share the tool name '{same.Key}': rename one"
                );
        }
    }

    private static void CheckHandoffs(AgentDraft agent, Dictionary<string, AgentDraft> agents, ProblemList problems)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var to in agent.Handoffs.Select(handoff => handoff.To))
        {
            if (!agents.ContainsKey(to.Text))
                problems.Add(to.At, $"there is no agent '{to.Text}'{Nearest.HintOrAll(to.Text, agents.Keys)}");
            else if (to.Text == agent.Name.Text)
                problems.Add(to.At, $"'{to.Text}' hands over to itself: remove that handoff");
            if (!targets.Add(to.Text))
                problems.Add(to.At, $"'{to.Text}' appears twice in 'handoffs'");
        }
    }

    private static void CheckOverflow(AgentDraft agent, Dictionary<string, AgentDraft> agents, ProblemList problems)
    {
        if (agent.Overflow is not { } to)
            return;
        if (!agents.ContainsKey(to.Text))
            problems.Add(to.At, $"there is no agent '{to.Text}'{Nearest.HintOrAll(to.Text, agents.Keys)}");
        else if (to.Text == agent.Name.Text)
            problems.Add(to.At, $"'{to.Text}' cannot take over what does not fit itself: name another agent, or leave 'overflow' out");
    }

    /// <summary>
    /// A misspelt target counts as the nearest right one. When a handoff leads nowhere, who it would have reached is unknown: it has
    /// been reported, and that is enough. An agent that only writes summaries is not handed anything.
    /// </summary>
    private static void CheckReach(Word entry, TeamDraft draft, Dictionary<string, AgentDraft> agents, ProblemList problems)
    {
        if (Known(entry.Text) is not { } first)
            return;
        List<AgentDraft> begin =
        [
            first,
            .. (draft.Escalation?.Targets ?? [])
                .Concat(FallbackReader.Generalists(draft))
                .Select(name => Known(name.Text))
                .OfType<AgentDraft>()
                .Where(agent => agent != first)
                .Distinct(),
        ];
        var reached = begin.ConvertAll(agent => agent.Name.Text).ToHashSet(StringComparer.Ordinal);
        var next = new Queue<AgentDraft>(begin);
        var writers = WriterChecks.Named(draft, Known, out var lost);
        lost |= draft.Fallback?.GeneralistLost == true;
        while (next.TryDequeue(out var agent))
        {
            lost |= agent.HandoffsLost || agent.OverflowLost || agent.Fallback?.GeneralistLost == true;
            var targets = agent.Handoffs.Select(handoff => handoff.To);
            foreach (var to in agent.Overflow is { } overflow ? targets.Append(overflow) : targets)
            {
                if (Known(to.Text) is not { } target)
                    lost = true;
                else if (reached.Add(target.Name.Text))
                    next.Enqueue(target);
            }
        }

        foreach (
            var agent in agents.Values.Where(agent => !lost && !reached.Contains(agent.Name.Text) && !writers.Contains(agent.Name.Text))
        )
            problems.Add(
                agent.Name.At,
                $"nobody reaches '{agent.Name.Text}' from '{first.Name.Text}': add it to the handoffs of an agent that is reached, or "
                    + "remove it"
            );

        AgentDraft? Known(string name) =>
            agents.GetValueOrDefault(name) ?? (Nearest.To(name, agents.Keys) is { } near ? agents[near] : null);
    }
}
