using Baton.Journals.Constraints;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Tools;
using Baton.Teams.Deliveries;
using Baton.Teams.Escalations;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles;

/// <summary>Makes a team of a file that passed every check.</summary>
internal static class TeamBuilder
{
    private static readonly Agent Default = new() { Name = "" };

    public static Team Build(TeamDraft draft, ToolCatalog catalog, TeamFileOptions options, ProblemList problems)
    {
        var agents = draft.Agents.ToDictionary(
            agent => agent.Name.Text,
            agent => Agent(agent, draft, catalog, problems),
            StringComparer.Ordinal
        );

        // Agents may name each other in circles, so they are tied when everybody is there; histories first, since handoffs build on them.
        var history = draft.History?.Over(HistoryPolicy.Default, agents) ?? HistoryPolicy.Default;
        var fallback = draft.Fallback?.Over(new FallbackPolicy(), agents) ?? new FallbackPolicy();
        foreach (var agent in draft.Agents)
            agents[agent.Name.Text].Fallback = agent.Fallback?.Over(fallback, agents);
        foreach (var agent in draft.Agents)
            agents[agent.Name.Text].History = agent.History?.Over(history, agents);
        foreach (var agent in draft.Agents)
        {
            if (agent.Overflow is { } overflow)
                agents[agent.Name.Text].Overflow = agents[overflow.Text];
            foreach (var handoff in agent.Handoffs)
            {
                var target = agents[handoff.To.Text];
                agents[agent.Name.Text]
                    .Handoffs.Add(
                        new Handoff(target)
                        {
                            Description = handoff.When?.Text.Trim(),
                            Limits = Limits(handoff.Limits, catalog, problems),
                            IsSensitive = handoff.IsSensitive,
                            History = handoff.History?.Over(target.History ?? history, agents),
                        }
                    );
            }
        }

        var (name, entry) = (draft.Name!.Value.Text, agents[draft.Entry!.Value.Text]);
        List<Agent> targets =
        [
            .. (draft.Escalation?.Targets ?? [])
                .Select(target => target.Text)
                .Distinct()
                .Where(agents.ContainsKey)
                .Select(target => agents[target]),
        ];

        // Whom the agents reach is a team's to say, and their order is the file's: an agent that only writes summaries is in no team.
        var bare = new Team(name, entry, draft.Limits, draft.ClearancePolicy, others: targets, fallback: fallback);
        List<Agent> members = [.. agents.Values.Where(bare.Agents.Contains)];
        var triage = draft.Triage?.Policy ?? TriagePolicy.Default;
        return new Team(
            name,
            entry,
            draft.Limits,
            draft.ClearancePolicy,
            [.. draft.State.Select(state => State(state.Key, members)).Where(key => key.Writers.Count > 0)],
            members,
            fallback
        )
        {
            ConversationLimits = Limits(draft.ConversationLimits, catalog, problems),
            History = history,
            IsAudited = draft.IsAudited,
            SensitiveCategories = draft.SensitiveCategories?.Select(category => category.Text.Trim()).ToList() ?? bare.SensitiveCategories,
            SensitiveTopics = draft.SensitiveTopics,
            Desks = [.. draft.Desks.Select(desk => desk.ToDesk())],
            Deliveries = draft.Deliveries ?? new DeliveryPolicy(),
            Escalation = draft.Escalation?.ToPolicy() ?? EscalationPolicy.Default,
            Confidence = draft.Confidence,
            Strategy = draft.Strategy ?? IssueStrategy.Sequential,
            IsStrategyByTriage = draft.IsStrategyByTriage,
            RepliesPerIssue = draft.RepliesPerIssue,
            UpdatesIssues = draft.UpdatesIssues,
            HandoffArguments = draft.HandoffArguments,
            Prices = draft.Prices,
            Triage = options.FastPathConfidence is { } fastPath ? triage with { FastPathConfidence = fastPath } : triage,
        };
    }

    /// <summary>
    /// The key without readers and writers that are in no team: nobody will ever read or write as one of them. A key that nobody can write
    /// stays empty, so the team is built without it.
    /// </summary>
    private static StateKey State(StateKey key, IReadOnlyList<Agent> members)
    {
        return key with { Readers = key.Readers?.Where(IsSomebody).ToList(), Writers = [.. key.Writers.Where(IsSomebody)] };

        bool IsSomebody(string name) => name is StateKey.Orchestrator or StateKey.Desk || members.Any(agent => agent.Name == name);
    }

    private static IReadOnlyList<ModelDraft> ModelsOf(AgentDraft draft, TeamDraft team) =>
        draft.Models.Count > 0 ? draft.Models : team.Models;

    private static HandoffLimits Limits(LimitsDraft? draft, ToolCatalog catalog, ProblemList problems) =>
        draft is null
            ? HandoffLimits.None
            : new()
            {
                Time = draft.Time,
                Turns = draft.Turns,
                Permissions = draft.Permissions,

                // The runtime knows tools by the names that models call, the prefixes of MCP servers included.
                Tools = draft
                    .Tools?.SelectMany(tool =>
                        tool.Text == ToolNames.WriteState ? [tool.Text] : ToolReference.Find(tool, catalog, problems)?.Names ?? []
                    )
                    .Distinct()
                    .ToList(),
                Clearance = draft.Clearance,
            };

    private static Agent Agent(AgentDraft draft, TeamDraft team, ToolCatalog catalog, ProblemList problems) =>
        new()
        {
            Name = draft.Name.Text,
            Description = draft.Description?.Text.Trim(),
            Instructions = draft.Instructions?.Text.Trim() ?? "",
            Model = ModelsOf(draft, team) is { Count: > 1 } ? null : ModelsOf(draft, team).FirstOrDefault()?.Name.Text ?? "auto",
            Models = ModelsOf(draft, team) is { Count: > 1 } models
                ? [.. models.Select(model => new ModelChoice(model.Name.Text, model.ContextWindow))]
                : [],
            ContextWindow =
                draft.ContextWindow
                ?? (ModelsOf(draft, team) is [{ ContextWindow: { } window }] ? window : (int?)null)
                ?? Default.ContextWindow,
            Confidence = draft.Confidence,
            HoldTime = draft.HoldTime,
            HoldTurns = draft.HoldTurns,
            IsSensitive = draft.IsSensitive,
            Clearance = draft.Clearance ?? Clearance.Normal,
            Permissions = [.. draft.Permissions],
            Tools = [.. ToolGrants.Of(draft, catalog, problems).Tools],
            Handoffs = new List<Handoff>(),
            Examples = [.. draft.Examples.Select(example => example.Text.Trim())],
            Answers = [.. draft.Answers.Select(Answer)],
        };

    private static Answer Answer(AnswerDraft draft) =>
        new()
        {
            When = [.. draft.When.Select(example => example.Text.Trim())],
            LookUp = [.. draft.LookUps.Select(LookUp)],
            Say = draft.Say.Text.Trim(),
            Otherwise = draft.Otherwise?.Text.Trim(),
        };

    private static LookUp LookUp(LookUpDraft draft) =>
        new()
        {
            Tool = draft.Tool.Text,
            As = draft.As?.Text,
            With = draft.With.ToDictionary(pair => pair.Key.Text, pair => pair.Value.Text),
        };
}
