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

    private static readonly JsonElement Arguments = JsonElement.Parse(
        """
        {"type":"object","properties":{"confidence":{"type":"number","description":"0.9: nine of ten such replies are right and complete."},
        "resolves":{"type":"array","items":{"type":"string"},"description":"The issues that it resolves. Default: all yours."}},
        "required":["confidence"]}
        """.ReplaceLineEndings("")
    );

    public override string Name => ToolName;

    public override string Description =>
        "Reports your confidence in an answer. Call it together with each answer: without it, the answer is not sent.";

    public override JsonElement JsonSchema => Arguments;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Only a Baton runtime can call this.");
}
