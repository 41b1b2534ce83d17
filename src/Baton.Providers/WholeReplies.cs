using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Baton.Providers;

/// <summary>
/// Throws when a reply ends without a finish reason. If a provider sends an error in the middle of a stream, the OpenAI SDK and OllamaSharp
/// drop the error and end as if the reply were complete; OllamaSharp does so when cancelled, too. Only the finish reason is missing then.
/// </summary>
internal sealed class WholeReplies(IChatClient inner, ModelName model) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        return response.FinishReason is null ? throw BrokenOff(cancellationToken) : response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var finished = false;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            finished |= update.FinishReason is not null;
            yield return update;
        }
        if (!finished)
            throw BrokenOff(cancellationToken);
    }

    private IOException BrokenOff(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new($"{model} broke off its reply.");
    }
}
