using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Tokenizers;
using Microsoft.Extensions.AI;

namespace Baton.Bench.Tokens;

/// <summary>What one model call costs, in tokens of the o200k encoding, by part. Tools are counted as providers take them: JSON.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Instructions">The agent's own instructions.</param>
/// <param name="Preamble">What the runtime adds to them.</param>
/// <param name="OwnTools">The agent's own tools.</param>
/// <param name="RuntimeTools">The tools that the runtime generates.</param>
/// <param name="Blocks">Blocks of the runtime among the messages.</param>
/// <param name="Messages">All other messages.</param>
/// <param name="Sent">All of it as one text, in the order in which providers read it.</param>
internal sealed record CallTokens(
    string Agent,
    int Instructions,
    int Preamble,
    int OwnTools,
    int RuntimeTools,
    int Blocks,
    int Messages,
    string Sent
)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int All => Instructions + Preamble + OwnTools + RuntimeTools + Blocks + Messages;

    public int History => Blocks + Messages;

    /// <summary>Counts a call.</summary>
    /// <param name="agent">The agent, with its own instructions and tools.</param>
    /// <param name="messages">What its model is sent. The instructions are the first message, or an option.</param>
    /// <param name="options">The options of the call, with all tools.</param>
    public static CallTokens Of(Agent agent, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var sent = new StringBuilder();
        var (own, runtime) = (0, 0);
        foreach (var tool in (options?.Tools ?? []).OfType<AIFunctionDeclaration>())
        {
            var json = Json(tool);
            sent.Append(json);
            var tokens = O200kTokens.Count(json);
            if (agent.Tools.Any(known => known.Name == tool.Name))
                own += tokens;
            else
                runtime += tokens;
        }

        var instructions = O200kTokens.Count(agent.Instructions);
        var system = options?.Instructions ?? messages[0].Text;
        sent.Append(system);
        var (blocks, others) = (0, 0);
        foreach (var message in messages.Skip(options?.Instructions is null ? 1 : 0))
        {
            var text = TextOf(message);
            sent.Append(text);
            var all = O200kTokens.Count(text);
            var outside = O200kTokens.Count(WithoutBlocks(text));
            others += outside;
            blocks += all - outside;
        }

        return new CallTokens(
            agent.Name,
            instructions,
            O200kTokens.Count(system) - instructions,
            own,
            runtime,
            blocks,
            others,
            sent.ToString()
        );
    }

    /// <summary>How much of another call's text this one begins with, as a share of that text.</summary>
    public double SharedWith(CallTokens before)
    {
        var shared = Sent.AsSpan().CommonPrefixLength(before.Sent);
        return (double)shared / before.Sent.Length;
    }

    private static string Json(AIFunctionDeclaration tool) =>
        JsonSerializer.Serialize(
            new
            {
                type = "function",
                function = new
                {
                    name = tool.Name,
                    description = tool.Description,
                    parameters = tool.JsonSchema,
                },
            },
            Compact
        );

    private static string TextOf(ChatMessage message) =>
        string.Concat(
            message.Contents.Select(content =>
                content switch
                {
                    TextContent text => text.Text,
                    FunctionCallContent call => $"{call.Name}{JsonSerializer.Serialize(call.Arguments, Compact)}",
                    FunctionResultContent result => $"{result.Result}",
                    _ => "",
                }
            )
        );

    // From where a block begins to where it ends.
    private static string WithoutBlocks(string text)
    {
        var outside = new StringBuilder();
        for (var place = 0; place < text.Length; )
        {
            var begin = text.IndexOf("<baton:", place, StringComparison.Ordinal);
            var end = begin < 0 ? -1 : text.IndexOf("</baton:", begin, StringComparison.Ordinal);
            outside.Append(text, place, (end < 0 ? text.Length : begin) - place);
            place = end < 0 ? text.Length : text.IndexOf('>', end) + 1;
        }

        return outside.ToString();
    }
}
