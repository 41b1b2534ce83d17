using System.Text.RegularExpressions;
using Baton.Teams.Confidences;
using Baton.Teams.Escalations;
using Baton.Teams.Handoffs;
using Baton.Teams.Histories;
using Baton.Teams.Issues;
using Baton.Teams.SharedStates;
using Baton.Teams.Tools;

namespace Baton.Teams;

/// <summary>Checks a team when it is built.</summary>
internal static partial class TeamRules
{
    private const int LongestAgentName = TransferTool.LongestName - 12;

    /// <summary>The names of the tools that Baton adds to agents.</summary>
    public static readonly IReadOnlyList<string> OwnTools =
    [
        ReadHistory.ToolName,
        ReadState.ToolName,
        WriteState.ToolName,
        UpdateIssue.ToolName,
        EscalateTool.ToolName,
        Report.ToolName,
    ];

    public static List<string> Check(string teamName, IReadOnlyList<Agent> agents, TurnLimits limits)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(teamName))
            problems.Add("The team needs a name.");
        CheckNames(agents, problems);
        foreach (var agent in agents)
        {
            CheckTools(agent, problems);
            CheckHistories(agent, problems);
            problems.AddRange((agent.Confidence?.Check() ?? []).Select(wrong => $"Agent '{agent.Name}': {wrong}"));
        }

        CheckLimits(limits, problems);
        return problems;
    }

    /// <summary>What is wrong with an agent's name, or null.</summary>
    public static string? CheckAgentName(string name)
    {
        if (!AgentName().IsMatch(name))
            return $"'{name}' is not a name for an agent: use letters, digits, spaces, '-', '_' and '.', beginning with a letter or digit.";
        return name.Length > LongestAgentName
            ? $"The agent name '{name}' has {name.Length} characters; its transfer tool allows {LongestAgentName}."
            : null;
    }

    /// <summary>Whether a desk may have that name.</summary>
    public static bool IsDeskName(string name) => AgentName().IsMatch(name) && name.Length <= TransferTool.LongestName;

    /// <summary>What is wrong with a tool's name, or null.</summary>
    public static string? CheckToolName(string name) =>
        ToolName().IsMatch(name) ? null : $"'{name}' is not a tool name: use 1 to 64 letters, digits, '-' and '_'.";

    private static void CheckNames(IReadOnlyList<Agent> agents, List<string> problems)
    {
        foreach (var agent in agents)
        {
            if (CheckAgentName(agent.Name) is { } wrong)
                problems.Add(wrong);
        }

        foreach (var same in agents.GroupBy(agent => TransferTool.NameFor(agent.Name)).Where(group => group.Count() > 1))
        {
            var names = string.Join(" and ", same.Select(agent => $"'{agent.Name}'"));
            problems.Add($"The agents {names} would share the tool name '{same.Key}': rename one.");
        }
    }

    private static void CheckTools(Agent agent, List<string> problems)
    {
        foreach (var tool in agent.Tools)
        {
            if (CheckToolName(tool.Name) is { } wrong)
                problems.Add($"Agent '{agent.Name}': {wrong}");
            if (tool.Timeout <= TimeSpan.Zero)
                problems.Add($"Agent '{agent.Name}', tool '{tool.Name}': the timeout must be more than zero.");
            problems.AddRange(ArgumentRules.Check(tool).Select(wrong => $"Agent '{agent.Name}', tool '{tool.Name}': {wrong}"));
        }

        if (agent.ContextWindow < Agent.LeastContextWindow)
            problems.Add(
                $"Agent '{agent.Name}': the context window is {agent.ContextWindow} tokens, and must be at least "
                    + $"{Agent.LeastContextWindow}."
            );
        foreach (var own in OwnTools.Where(own => agent.Tools.Any(tool => tool.Name == own)))
            problems.Add($"Agent '{agent.Name}': the tool name '{own}' is Baton's own: choose another.");
        var names = agent
            .Tools.Select(tool => tool.Name)
            .Concat(agent.Handoffs.Select(handoff => TransferTool.NameFor(handoff.Target.Name)));
        foreach (var same in names.GroupBy(name => name).Where(group => group.Count() > 1))
            problems.Add($"Agent '{agent.Name}' has {same.Count()} tools or transfers named '{same.Key}': keep one.");
        if (agent.HoldTime <= TimeSpan.Zero)
            problems.Add($"Agent '{agent.Name}': the time for which it may hold the baton must be more than zero.");
        if (agent.HoldTurns < 1)
            problems.Add($"Agent '{agent.Name}' may hold the baton for {agent.HoldTurns} turns: it must be at least 1.");
        if (agent.Handoffs.Any(handoff => handoff.Target == agent))
            problems.Add($"Agent '{agent.Name}' hands over to itself: remove that handoff.");
    }

    private static void CheckHistories(Agent agent, List<string> problems)
    {
        if (agent.History is { } own)
            problems.AddRange(HistoryRules.Check(own).Select(wrong => $"Agent '{agent.Name}': {wrong}"));
        foreach (var handoff in agent.Handoffs)
        {
            if (handoff.History is { } history)
                problems.AddRange(
                    HistoryRules.Check(history).Select(wrong => $"Agent '{agent.Name}', handoff to '{handoff.Target.Name}': {wrong}")
                );
        }
    }

    private static void CheckLimits(TurnLimits limits, List<string> problems)
    {
        Positive(nameof(limits.ModelCalls), limits.ModelCalls);
        Positive(nameof(limits.ToolCalls), limits.ToolCalls);
        Positive(nameof(limits.Handoffs), limits.Handoffs);
        Positive(nameof(limits.Legs), limits.Legs);
        Positive(nameof(limits.LegDepth), limits.LegDepth);
        if (limits.LegTime <= TimeSpan.Zero)
            problems.Add("The limit LegTime must be more than zero.");
        if (limits.Time <= TimeSpan.Zero)
            problems.Add("The limit Time must be more than zero.");
        if (limits.ModelTimeout <= TimeSpan.Zero)
            problems.Add("The limit ModelTimeout must be more than zero.");

        void Positive(string name, int value)
        {
            if (value < 1)
                problems.Add($"The limit {name} is {value}: it must be at least 1.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9 _.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex AgentName();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ToolName();
}
