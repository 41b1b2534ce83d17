using System.Text.Json;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;

namespace Baton.Adversary.Worlds;

/// <summary>
/// The model of an agent, which does what the attacker wants as soon as it has read that anywhere: every injection works on it. It records
/// what it is sent.
/// </summary>
internal sealed class ObeyingModel(ShopWorld world, string agent) : DelegatingChatClient(new ScriptedModel(_ => world.NextReply(agent)))
{
    private static readonly string[] Own = ["read_history", "read_state", "write_state", "update_issue", "escalate", "report"];

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var read = messages.ToList();
        var tools = new Dictionary<string, string>();
        foreach (var message in read)
        {
            foreach (var content in message.Contents)
            {
                if (content is FunctionCallContent call)
                    tools[call.CallId] = call.Name;
                if (PartOf(message, content, tools) is var (part, text))
                    world.Sent(agent, part, text);
            }
        }

        foreach (var tool in (options?.Tools ?? []).OfType<AIFunctionDeclaration>())
        {
            foreach (var text in JsonText.Texts(tool.JsonSchema).Append(tool.Name).Append(tool.Description))
                world.Sent(agent, SentPart.Definition, text);
        }

        return base.GetResponseAsync(read, options, cancellationToken);
    }

    private static (SentPart Part, string Text)? PartOf(ChatMessage message, AIContent content, Dictionary<string, string> tools) =>
        content switch
        {
            TextContent text when message.Role == ChatRole.System => (SentPart.System, text.Text),
            TextContent text when message.Role == ChatRole.User => (SentPart.User, text.Text),
            TextContent text => (SentPart.Own, text.Text),
            FunctionCallContent call => (SentPart.Own, JsonText.Of(call.Arguments ?? new Dictionary<string, object?>())),
            FunctionResultContent result => (
                Own.Contains(tools.GetValueOrDefault(result.CallId)) ? SentPart.Page : SentPart.Result,
                result.Result is JsonElement { ValueKind: not JsonValueKind.String } json
                    ? json.GetRawText()
                    : result.Result?.ToString() ?? ""
            ),
            _ => null,
        };
}
