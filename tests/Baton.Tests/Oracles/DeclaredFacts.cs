using Baton.Oracle.Records;
using Baton.Teams.SharedStates;

namespace Baton.Tests.Oracles;

/// <summary>What a team declares, in the oracle's words.</summary>
internal static class DeclaredFacts
{
    public static TeamFacts Of(Team team, TimeSpan leaseTime) =>
        new()
        {
            Entry = team.Entry.Name,
            Agents = [.. team.Agents.Select(agent => Of(agent, team))],
            Tools = [.. team.Agents.SelectMany(agent => agent.Tools).DistinctBy(tool => tool.Name).Select(Of)],
            Desks =
            [
                .. team.Desks.Select(desk => new DeskFacts(
                    desk.Name,
                    desk.IsSystem,
                    desk.Clearance is { } clearance ? (int)clearance
                        : desk.IsSystem ? 0
                        : null,
                    desk.Webhook is not null || desk.Emails.Count > 0
                )),
            ],
            State =
            [
                .. team.State.Select(key => new StateFacts(
                    key.Name,
                    key.Scope.ToString().ToLowerInvariant(),
                    [.. key.Writers],
                    key.Readers is null ? null : [.. key.Readers],
                    key.Merge == StateMerge.Sum
                )),
            ],
            ModelCalls = team.Limits.ModelCalls,
            ToolCalls = team.Limits.ToolCalls,
            Handoffs = team.Limits.Handoffs,
            Legs = team.Limits.Legs,
            TurnTime = team.Limits.Time,
            Retries = team.Fallback.Retries,
            ModelsOfAgent = team.Agents.Max(agent => Math.Max(1, agent.Models.Count)),
            LeaseTime = leaseTime,
        };

    private static AgentFacts Of(Agent agent, Team team) =>
        new()
        {
            Name = agent.Name,
            Handoffs =
            [
                .. agent.Handoffs.Select(handoff => new HandoffFacts(handoff.Target.Name)
                {
                    Permissions = handoff.Limits.Permissions is { } permissions
                        ? [.. permissions.Select(permission => permission.ToString())]
                        : null,
                    Tools = handoff.Limits.Tools,
                    Time = handoff.Limits.Time,
                    Turns = handoff.Limits.Turns,
                }),
            ],
            Tools = [.. agent.Tools.Select(tool => tool.Name)],
            Permissions = [.. agent.Permissions.Select(permission => permission.ToString())],
            Clearance = (int)agent.Clearance,
            IsFallback =
                team.Escalation.Ladder?.Contains(agent.Name) == true
                || team.Fallback.Generalist == agent
                || team.Agents.Any(other => other.Overflow == agent),
        };

    private static ToolFacts Of(Tool tool) =>
        new()
        {
            Name = tool.Name,
            Effect = tool.Effect switch
            {
                ToolEffect.ReadOnly => "read_only",
                ToolEffect.Idempotent => "idempotent",
                _ => "once",
            },
            Needs = tool.Needs?.Name,
            Argument = tool.NeedsArgument,
            ApprovalOver = tool.Approval is null ? null : 15,
            Sensitivity = (int)tool.Sensitivity,
            Timeout = tool.Timeout,
        };
}
