using System.Text.Json;
using Baton.Loopback;
using Baton.Providers.Offline;
using Microsoft.Extensions.AI;

namespace Baton.Bench.Outages;

/// <summary>
/// Answers for a provider with the offline model of whichever of a team's agents asks, told by the beginning of its instructions.
/// </summary>
internal sealed class OfflineAgents(Team team)
{
    private readonly IReadOnlyList<(Agent Agent, OfflineChatClient Client)> agents =
    [
        .. team.Agents.Select(agent => (agent, new OfflineChatClient(agent))),
    ];

    /// <summary>Answers one request.</summary>
    public ScriptedReply Reply(ParsedRequest request)
    {
        var (agent, client) = agents.First(known => request.System.Contains(known.Agent.Instructions.Trim(), StringComparison.Ordinal));
        // It computes and waits for nothing.
        var response = client
            .GetResponseAsync(request.Messages.Select(Read), new ChatOptions { Tools = team[agent.Name].Shown })
            .GetAwaiter()
            .GetResult();
        var calls = response
            .Messages[0]
            .Contents.OfType<FunctionCallContent>()
            .Select(call => new ScriptedCall(call.Name, JsonSerializer.Serialize(call.Arguments), call.CallId));
        return new ScriptedReply { Text = response.Text is { Length: > 0 } text ? text : null, ToolCalls = [.. calls] };
    }

    private static ChatMessage Read(ParsedMessage message) =>
        message.Role switch
        {
            "tool" => new ChatMessage(
                ChatRole.Tool,
                [.. message.Results.Select(result => new FunctionResultContent(result.CallId, result.Content))]
            ),
            "assistant" => new ChatMessage(
                ChatRole.Assistant,
                [
                    .. message.Text.Length > 0 ? [new TextContent(message.Text)] : Array.Empty<AIContent>(),
                    .. message.Calls.Select(call => new FunctionCallContent(
                        call.Id!,
                        call.Name,
                        JsonSerializer.Deserialize<Dictionary<string, object?>>(call.Arguments)
                    )),
                ]
            ),
            _ => new ChatMessage(ChatRole.User, message.Text),
        };
}
