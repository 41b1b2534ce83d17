using Microsoft.Extensions.AI;

namespace Baton.Providers;

/// <summary>
/// Marks for Anthropic where the part of a request ends that the next request begins with, since it caches nothing that is not marked: the
/// system message, behind the tools, which all conversations of an agent share; and the last message, behind which the same agent's next
/// call goes on. What is too short to be cached costs nothing to mark.
/// </summary>
internal sealed class CachedPrefixes(IChatClient inner) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetResponseAsync(Marked(messages), options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetStreamingResponseAsync(Marked(messages), options, cancellationToken);

    private static List<ChatMessage> Marked(IEnumerable<ChatMessage> messages)
    {
        List<ChatMessage> marked = [.. messages];
        var system = marked.FindLastIndex(message => message.Role == ChatRole.System);
        foreach (var index in system == marked.Count - 1 ? (int[])[system] : [system, marked.Count - 1])
        {
            if (index >= 0)
                marked[index] = Marked(marked[index]);
        }

        return marked;
    }

    // The caller's messages stay as they are: it sends them again, and to other models.
    private static ChatMessage Marked(ChatMessage message)
    {
        if (message.Contents.Count == 0 || Copy(message.Contents[^1]) is not { } last)
            return message;
        var copy = message.Clone();
        copy.Contents = [.. message.Contents.Take(message.Contents.Count - 1), last.WithCacheControl(ttl: null)];
        return copy;
    }

    private static AIContent? Copy(AIContent content) =>
        content switch
        {
            TextContent text => new TextContent(text.Text)
            {
                Annotations = text.Annotations,
                AdditionalProperties = text.AdditionalProperties?.Clone(),
            },
            FunctionResultContent result => new FunctionResultContent(result.CallId, result.Result)
            {
                Exception = result.Exception,
                AdditionalProperties = result.AdditionalProperties?.Clone(),
            },
            _ => null,
        };
}
