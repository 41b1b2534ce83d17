using Baton.Loopback;
using Microsoft.Extensions.AI;

namespace Baton.IntegrationTests.Providers;

/// <summary>Short words for talking to a chat client in tests.</summary>
internal static class Chats
{
    /// <summary>Every dialect, streaming and not: for <c>[MemberData]</c>.</summary>
    public static TheoryData<Dialect, bool> Everywhere
    {
        get
        {
            var data = new TheoryData<Dialect, bool>();
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                data.Add(dialect, false);
                data.Add(dialect, true);
            }
            return data;
        }
    }

    /// <summary>A tool to offer; nothing here runs it.</summary>
    public static AIFunction FindCharge { get; } = AIFunctionFactory.Create((string id) => $"charge {id}", "look_up", "Looks a charge up.");

    public static async Task<ChatResponse> AskAsync(
        this IChatClient client,
        bool streaming,
        IEnumerable<ChatMessage> messages,
        params AITool[] tools
    )
    {
        var options = new ChatOptions { Tools = tools.Length > 0 ? [.. tools] : null };
        return streaming
            ? await client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync()
            : await client.GetResponseAsync(messages, options);
    }

    public static IReadOnlyList<FunctionCallContent> CallsOf(this ChatResponse response) =>
        [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];

    public static ChatMessage User(string text) => new(ChatRole.User, text);

    public static ChatMessage Assistant(params IList<AIContent> contents) => new(ChatRole.Assistant, contents);

    public static ChatMessage Tool(params IList<AIContent> results) => new(ChatRole.Tool, results);

    public static FunctionCallContent Call(string id) => new(id, "look_up", new Dictionary<string, object?> { ["id"] = "7" });
}
