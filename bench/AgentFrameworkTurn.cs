using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

namespace Baton.Bench;

/// <summary>
/// The two-issue turn as Microsoft Agent Framework serves it: its own handoff workflow with the same agents, texts, tool and number of
/// model calls. A conversation is a workflow, and its agents are made once.
/// </summary>
internal static class AgentFrameworkTurn
{
    private const string Returned = "Control has returned after handoff call";
    private const string Thanks = "That was everything that you asked for today.";

    private static readonly ChatClientAgent Triage = Of("triage", "Route the customer.", TriageReply);
    private static readonly ChatClientAgent Billing = Of("billing", TwoIssueTurn.Instructions, BillingReply, FindCharge);
    private static readonly ChatClientAgent Technical = Of("technical", "Answer questions about errors.", TechnicalReply);

    private static AIFunction FindCharge =>
        AIFunctionFactory.Create(TwoIssueTurn.FindCharge, "find_charge", "Finds a charge by its amount.");

    /// <summary>Serves one message in a conversation of its own.</summary>
    /// <param name="checkpoints">Where each step is kept; null for nowhere.</param>
    /// <returns>What the agents answered, in order.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(CheckpointManager? checkpoints)
    {
        var workflow = AgentWorkflowBuilder
            .CreateHandoffBuilderWith(Triage)
            .WithHandoffs(Triage, [Billing, Technical])
            .WithHandoff(Billing, Technical)
            .WithHandoff(Technical, Triage)
            .Build();
        List<ChatMessage> message = [new(ChatRole.User, TwoIssueTurn.NextMessage())];
        await using var run = checkpoints is null
            ? await InProcessExecution.RunStreamingAsync(workflow, message)
            : await InProcessExecution.RunStreamingAsync(workflow, message, checkpoints);
        await run.TrySendMessageAsync(new TurnToken(emitEvents: false));
        IReadOnlyList<string> answers = [];
        await foreach (var update in run.WatchStreamAsync())
        {
            if (update is WorkflowOutputEvent { Data: List<ChatMessage> history })
                answers = [.. history.Where(said => said.Role == ChatRole.Assistant && said.Text.Length > 0).Select(said => said.Text)];
        }

        return answers;
    }

    private static ChatClientAgent Of(
        string name,
        string instructions,
        Func<ChatMessage, ChatOptions?, ChatResponse> answer,
        params AITool[] tools
    ) =>
        new(
            new InstantModel(answer),
            new ChatClientAgentOptions
            {
                Id = name,
                Name = name,
                Description = $"Serves as {name}.",
                ChatOptions = new ChatOptions { Instructions = instructions, Tools = tools },
            }
        );

    private static ChatResponse TriageReply(ChatMessage last, ChatOptions? options) =>
        last.Text.StartsWith(Returned, StringComparison.Ordinal)
            ? TwoIssueTurn.Say(Thanks)
            : TwoIssueTurn.Reply(Transfer(options, "billing"));

    private static ChatResponse BillingReply(ChatMessage last, ChatOptions? options) =>
        last.Role == ChatRole.Tool
            ? TwoIssueTurn.Reply(new TextContent(TwoIssueTurn.Charged), Transfer(options, "technical"))
            : TwoIssueTurn.Reply(new FunctionCallContent("b", "find_charge", new Dictionary<string, object?> { ["amount"] = "49.99" }));

    private static ChatResponse TechnicalReply(ChatMessage last, ChatOptions? options) =>
        TwoIssueTurn.Reply(new TextContent(TwoIssueTurn.Failing), Transfer(options, "triage"));

    // Its handoff tools are numbered, and their description is the target's.
    private static FunctionCallContent Transfer(ChatOptions? options, string target) =>
        new(
            $"call-{target}",
            options!.Tools!.First(tool => tool.Description.Contains(target, StringComparison.Ordinal)).Name,
            new Dictionary<string, object?> { ["reasonForHandoff"] = "The customer needs somebody else." }
        );
}
