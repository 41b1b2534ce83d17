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

    private const string StatusDescription =
        "in_progress: work continues after the customer's next message. declined: you cannot handle it. open: it needs work, again if it "
        + "had ended. Leave it out to only comment.";

    private static readonly JsonElement Arguments = JsonElement.Parse(
        $$"""
        {
          "type": "object",
          "properties": {
            "issue": {"type": "string", "description": "The number of a known issue (such as 1), or a short title for a new one."},
            "status": {"type": "string", "enum": ["open", "in_progress", "waiting_on_customer", "resolved", "declined"],
              "description": "{{StatusDescription}}"},
            "reason": {"type": "string", "description": "Why, in one sentence, or your comment. Needed with declined."},
            "outcome": {"type": "string", "description": "The outcome, in one sentence."},
            "category": {"type": "string"},
            "priority": {"type": "string", "enum": ["low", "normal", "high", "urgent"]},
            "owner": {"type": "string", "description": "The agent who should own it. Default: its present owner, or you for a new one."}
          },
          "required": ["issue"],
          "additionalProperties": false
        }
        """
    );

    public override string Name => ToolName;

    public override string Description =>
        "Updates one of the customer's issues, where your answer alone does not: answering resolves your issues, and a question at the "
        + "end of the answer leaves them waiting on the customer. Also adds an issue that nobody has noted yet.";

    public override JsonElement JsonSchema => Arguments;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Only a Baton runtime can call this.");
}
