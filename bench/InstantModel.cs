using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Baton.Bench;

/// <summary>A model of zero latency: it answers by what it reads last, from replies that were made before.</summary>
internal sealed class InstantModel(Func<IReadOnlyList<ChatMessage>, ChatOptions?, ChatResponse> answer) : IChatClient
{
    public InstantModel(Func<ChatMessage, ChatResponse> answer)
        : this((messages, _) => answer(messages[^1])) { }

    public InstantModel(Func<ChatMessage, ChatOptions?, ChatResponse> answer)
        : this((messages, options) => answer(messages[^1], options)) { }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(answer(messages as IReadOnlyList<ChatMessage> ?? [.. messages], options));

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
