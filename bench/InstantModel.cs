using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Baton.Bench;

/// <summary>A model of zero latency: it answers by what it reads last, from replies that were made before.</summary>
internal sealed class InstantModel(Func<ChatMessage, ChatOptions?, ChatResponse> answer) : IChatClient
{
    public InstantModel(Func<ChatMessage, ChatResponse> answer)
        : this((last, _) => answer(last)) { }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(answer(messages is IReadOnlyList<ChatMessage> list ? list[^1] : messages.Last(), options));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
