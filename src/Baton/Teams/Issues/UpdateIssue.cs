using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Issues;

/// <summary>
/// The tool by which an agent opens, updates and closes issues. The function only declares the tool: the call is interpreted together with
/// the rest of the reply.
/// </summary>
internal sealed class UpdateIssue : AIFunction
{
    public const string ToolName = "update_issue";

    public static readonly Tool Tool = new(new UpdateIssue()) { Effect = ToolEffect.Idempotent };

    // What else it may say (outcome, category, priority, owner) is read where a model sends it, and costs nothing here.
    private static readonly JsonElement Arguments = JsonElement.Parse(
        """
        {"type":"object","properties":{"issue":{"type":"string"},
        "status":{"enum":["open","in_progress","waiting_on_customer","resolved","declined"]},"reason":{"type":"string"}},
        "required":["issue"]}
        """.ReplaceLineEndings("")
    );

    public override string Name => ToolName;

    public override string Description =>
        "Only where your answer does not settle an issue (#number, or title of a new one). Give a reason to decline.";

    public override JsonElement JsonSchema => Arguments;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Only a Baton runtime can call this.");
}
