using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Journals.Entries;
using Baton.Teams;
using Microsoft.Extensions.AI;

namespace Baton.Escalations;

/// <summary>
/// The tool that a model calls when it should not go on. It is never run: the runtime reads the call and moves the baton itself.
/// </summary>
internal sealed class EscalateTool : AIFunctionDeclaration
{
    public const string ToolName = "escalate";

    private const int LongestReason = 500;

    private readonly IReadOnlyList<string> targets;

    private EscalateTool(Team team, IReadOnlyList<string> targets)
    {
        this.targets = targets;
        JsonSchema = JsonElement.Parse(Schema(targets).ToJsonString());
        Description = "Say that you should not go on, because a person or a more capable colleague has to decide, or because it is beyond what you may do. "
            + "Everything is passed on with your reason; what you write beside it is not sent to the customer. Do not use it for what you or a colleague can do."
            + string.Concat(targets.Select(target => team.FindDesk(target) is { } desk
                ? $" {target}: {desk.Description}."
                : team.Agents.First(agent => agent.Name == target).Description is { } description ? $" {target}: {description}" : ""));
    }

    public override string Name => ToolName;

    public override string Description { get; }

    public override JsonElement JsonSchema { get; }

    /// <summary>The tool of an agent; null when the team gives it none, or has nobody else to escalate to.</summary>
    public static EscalateTool? For(Team team, string agent)
    {
        if (!team.Escalation.ByAgents)
            return null;
        List<string> targets = [.. team.Ladder.Names.Concat(team.Desks.Select(desk => desk.Name)).Distinct().Where(name => name != agent)];
        return targets.Count > 0 ? new EscalateTool(team, targets) : null;
    }

    /// <summary>Reads a call; what is wrong with it comes back as a sentence for the model.</summary>
    public (Escalation? Escalation, FailureCause Cause, string Problem) Read(ModelToolCall call)
    {
        if (call.Malformed is { } malformed)
            return (null, FailureCause.MalformedArguments, malformed);
        var arguments = call.Arguments.ToElement();
        if (arguments.ValueKind != JsonValueKind.Object)
            return (null, FailureCause.MalformedArguments, "The arguments must be a JSON object.");
        if (Text(arguments, "reason") is not { Length: <= LongestReason } reason)
            return (null, FailureCause.MalformedArguments, $"'reason' must be a text of 1 to {LongestReason} characters: say why you should not go on.");
        if (!arguments.TryGetProperty("target", out var given) || given.ValueKind == JsonValueKind.Null)
            return (new Escalation(FailureCause.AskedByAgent, reason), default, "");
        var name = Text(arguments, "target");
        return targets.FirstOrDefault(target => string.Equals(target, name, StringComparison.OrdinalIgnoreCase)) is { } known
            ? (new Escalation(FailureCause.AskedByAgent, reason) { Target = known }, default, "")
            : (null, FailureCause.UnknownTarget, $"There is nobody named '{name}' to escalate to: name one of {string.Join(", ", targets)}, or leave 'target' out.");
    }

    private static string? Text(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!.ReplaceLineEndings(" ").Trim()
            : null;

    private static JsonObject Schema(IReadOnlyList<string> targets)
    {
        var schema = JsonNode.Parse(
            """
            {
              "type": "object",
              "properties": {
                "reason": {"type": "string", "description": "Why you should not go on, in one sentence."},
                "target": {"type": "string", "description": "Who should take over. Leave it out unless you know."}
              },
              "required": ["reason"],
              "additionalProperties": false
            }
            """)!.AsObject();
        schema["properties"]!["target"]!["enum"] = new JsonArray([.. targets.Select(target => JsonValue.Create(target))]);
        return schema;
    }
}
