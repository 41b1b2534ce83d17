using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Escalations;

/// <summary>The tool that a model calls when it should not go on. It is never run: the runtime reads the call and escalates.</summary>
internal sealed class EscalateTool : AIFunctionDeclaration
{
    public const string ToolName = "escalate";

    private EscalateTool(Team team, IReadOnlyList<string> targets)
    {
        Targets = targets;
        JsonSchema = JsonElement.Parse(Schema(targets).ToJsonString());
        Description =
            "For what neither you nor a colleague may or can do. Text beside this call is not sent."
            + string.Concat(
                targets.Select(target =>
                    team.FindDesk(target) is { } desk ? $" {target}: {desk.Description}."
                    : team.Agents.First(agent => agent.Name == target).Description is { } description ? $" {target}: {description}"
                    : ""
                )
            );
    }

    /// <summary>The targets that the agent may name.</summary>
    public IReadOnlyList<string> Targets { get; }

    public override string Name => ToolName;

    public override string Description { get; }

    public override JsonElement JsonSchema { get; }

    /// <summary>The tool of an agent; null if the team gives it none, or there is nobody to escalate to.</summary>
    public static EscalateTool? For(Team team, string agent)
    {
        if (!team.Escalation.ByAgents)
            return null;
        List<string> targets = [.. team.Ladder.Names.Concat(team.Desks.Select(desk => desk.Name)).Distinct().Where(name => name != agent)];
        return targets.Count > 0 ? new EscalateTool(team, targets) : null;
    }

    private static JsonObject Schema(IReadOnlyList<string> targets)
    {
        var schema = JsonNode
            .Parse(
                """
                {
                  "type": "object",
                  "properties": {
                    "reason": {"type": "string"},
                    "target": {"type": "string"}
                  },
                  "required": ["reason"]
                }
                """
            )!
            .AsObject();
        schema["properties"]!["target"]!["enum"] = new JsonArray([.. targets.Select(target => JsonValue.Create(target))]);
        return schema;
    }
}
