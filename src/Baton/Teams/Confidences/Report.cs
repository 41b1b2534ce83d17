using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Confidences;

/// <summary>
/// The tool by which an agent reports its confidence in its reply and the issues that the reply resolves. The function only declares the
/// tool: the call is interpreted together with the rest of the reply.
/// </summary>
internal sealed class Report : AIFunction
{
    public const string ToolName = "report";

    /// <summary>What an agent is told if its reply came without a report.</summary>
    public const string Ask =
        "Your reply is kept, but has not been sent: call report with your confidence in it. Do not write the reply again.";

    public static readonly Tool Tool = new(new Report()) { Effect = ToolEffect.Idempotent };

    private const string ConfidenceDescription =
        "The probability that your reply is right and complete: 0.9 means that nine of ten such replies are.";

    private const string ResolvesDescription =
        "The numbers or titles of the issues that the reply resolves; [] for none. Leave it out if it resolves all that you work on.";

    private static readonly JsonElement Arguments = JsonElement.Parse(
        $$"""
        {
          "type": "object",
          "properties": {
            "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "{{ConfidenceDescription}}"},
            "resolves": {"type": "array", "items": {"type": "string"}, "description": "{{ResolvesDescription}}"}
          },
          "required": ["confidence"],
          "additionalProperties": false
        }
        """
    );

    public override string Name => ToolName;

    public override string Description =>
        "Reports how confident you are in your reply. Call it each time you answer the customer, together with the text of the answer. "
        + "Without it, the answer is not sent.";

    public override JsonElement JsonSchema => Arguments;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Only a Baton runtime can call this.");
}
