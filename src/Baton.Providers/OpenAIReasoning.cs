using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Baton.Providers;

/// <summary>
/// OpenAI's models since GPT-5.5 refuse tools over Chat Completions unless the request says <c>reasoning_effort: none</c>; leaving it out
/// means their default effort. This sets it if the caller has not chosen an effort.
/// </summary>
internal sealed class OpenAIReasoning(IChatClient inner) : DelegatingChatClient(inner)
{
    private static readonly string[] Families = ["gpt-5.5", "gpt-5.6", "gpt-6"];

    /// <summary>Whether a model belongs to those families. Other servers' models, and older ones, are left unchanged.</summary>
    public static bool ClashesWithTools(string model) =>
        Families.Any(family => model.StartsWith(family, StringComparison.OrdinalIgnoreCase));

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetResponseAsync(messages, WithoutReasoning(options), cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var update in base.GetStreamingResponseAsync(messages, WithoutReasoning(options), cancellationToken))
            yield return update;
    }

    private static ChatOptions? WithoutReasoning(ChatOptions? options)
    {
        if (options is not { Tools.Count: > 0 } || options.Reasoning?.Effort is not null)
            return options;
        var changed = options.Clone();
        changed.Reasoning = new() { Effort = ReasoningEffort.None };
        return changed;
    }
}
