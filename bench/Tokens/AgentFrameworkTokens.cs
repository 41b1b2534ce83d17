using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

namespace Baton.Bench.Tokens;

/// <summary>
/// The script's team in Microsoft Agent Framework: its own handoff workflow with the same agents, texts, tools and number of model calls.
/// One reply hands over to one agent there, so the one who answers first passes the other issue on.
/// </summary>
internal static class AgentFrameworkTokens
{
    /// <summary>Serves one message.</summary>
    /// <param name="targets">To how many agents triage can hand over.</param>
    /// <param name="script">What is said.</param>
    /// <returns>What its models were sent.</returns>
    public static async Task<IReadOnlyList<CallTokens>> TurnAsync(int targets, TokenScript script)
    {
        var calls = new List<CallTokens>();
        var triage = TokenScript.Triage(targets);
        Dictionary<string, ChatClientAgent> agents = [];
        foreach (var agent in triage.Handoffs.Select(handoff => handoff.Target).Prepend(triage))
            agents.Add(agent.Name, Made(agent));
        var builder = AgentWorkflowBuilder.CreateHandoffBuilderWith(agents["triage"]);
        foreach (var agent in triage.Handoffs.Select(handoff => handoff.Target).Prepend(triage).Where(agent => agent.Handoffs.Count > 0))
            builder = builder.WithHandoffs(agents[agent.Name], [.. agent.Handoffs.Select(handoff => agents[handoff.Target.Name])]);
        List<ChatMessage> message = [new(ChatRole.User, script.NextMessage())];
        await using var run = await InProcessExecution.RunStreamingAsync(builder.Build(), message);
        await run.TrySendMessageAsync(new TurnToken(emitEvents: false));
        await foreach (var update in run.WatchStreamAsync())
        {
            if (update is WorkflowErrorEvent { Data: Exception failure })
                throw new InvalidOperationException("Agent Framework did not serve the turn.", failure);
        }

        return calls;

        ChatClientAgent Made(Agent agent) =>
            new(
                new InstantModel((messages, options) => Answer(agent, messages, options)),
                new ChatClientAgentOptions
                {
                    Id = agent.Name,
                    Name = agent.Name,
                    Description = agent.Description,
                    ChatOptions = new ChatOptions
                    {
                        Instructions = agent.Instructions,
                        Tools = [.. agent.Tools.Select(tool => tool.Function)],
                    },
                }
            );

        ChatResponse Answer(Agent agent, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
        {
            calls.Add(CallTokens.Of(agent, messages, options));
            return script.Answer(agent.Name, messages[^1], target => Transfer(agents[target], options), transfersToBoth: false);
        }
    }

    // Its handoff tools are numbered, and their description is the target's.
    private static FunctionCallContent Transfer(ChatClientAgent target, ChatOptions? options) =>
        TokenScript.Call(
            options!.Tools!.First(tool => tool.Description.Contains(target.Description!, StringComparison.Ordinal)).Name,
            ("reasonForHandoff", "The customer needs somebody else.")
        );
}
