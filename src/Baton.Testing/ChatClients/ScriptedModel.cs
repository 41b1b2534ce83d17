using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Baton.Testing.ChatClients;

/// <summary>
/// A chat client that gives the replies that a test scripts, immediately and always the same. It checks every history like the strictest
/// provider (<see cref="HistoryRules"/>), so that no test passes with an invalid one.
/// </summary>
public sealed class ScriptedModel : IChatClient
{
    // More than Baton takes, so that a test can try it.
    private const int MostLevels = 10_000;

    private readonly Func<ScriptedRequest, ScriptedReply> script;
    private readonly List<ScriptedRequest> requests = [];
    private readonly Lock gate = new();

    /// <summary>Replies by a function of the request.</summary>
    public ScriptedModel(Func<ScriptedRequest, ScriptedReply> script) => this.script = script;

    /// <summary>Gives these replies in order; one call more fails.</summary>
    public ScriptedModel(params ScriptedReply[] replies)
        : this(request =>
            request.Number <= replies.Length
                ? replies[request.Number - 1]
                : throw new InvalidOperationException($"The script has {replies.Length} replies and was asked for one more.")
        ) { }

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <inheritdoc />
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var (number, reply) = Ask(messages, options);
        if (reply.After is { } after)
            await after.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (reply.Failure is { } failure)
            throw failure;
        var message = new ChatMessage(ChatRole.Assistant, ContentsOf(reply, number));
        return new ChatResponse(message)
        {
            FinishReason = FinishOf(reply),
            ModelId = "scripted",
            Usage = UsageOf(reply),
        };
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var (number, reply) = Ask(messages, options);
        foreach (
            var word in (reply.Text ?? "").Split(' ').Select((word, index) => index == 0 ? word : " " + word).Where(word => word.Length > 0)
        )
            yield return new ChatResponseUpdate(ChatRole.Assistant, word) { ModelId = "scripted" };
        if (reply.After is { } after)
            await after.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (reply.Failure is { } failure)
            throw failure;
        var rest = ContentsOf(reply, number).Where(content => content is not TextContent).Append(new UsageContent(UsageOf(reply)));
        yield return new ChatResponseUpdate(ChatRole.Assistant, [.. rest]) { FinishReason = FinishOf(reply), ModelId = "scripted" };
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc />
    public void Dispose() { }

    private static List<AIContent> ContentsOf(ScriptedReply reply, int number)
    {
        var contents = new List<AIContent>();
        if (reply.Thought is { } thought)
            contents.Add(new TextReasoningContent(thought) { ProtectedData = thought });
        if (reply.Text is { } text)
            contents.Add(new TextContent(text));
        for (var place = 0; place < reply.Calls.Count; place++)
            contents.Add(CallOf(reply.Calls[place], $"scripted_{number}_{place}"));
        return contents;
    }

    private static FunctionCallContent CallOf(ScriptedCall call, string id)
    {
        try
        {
            using var document = JsonDocument.Parse(call.Arguments, new JsonDocumentOptions { MaxDepth = MostLevels });
            // As providers read it: no arguments.
            if (document.RootElement.ValueKind == JsonValueKind.Null)
                return new FunctionCallContent(id, call.Tool);
            var arguments = document
                .RootElement.EnumerateObject()
                .ToDictionary(property => property.Name, property => (object?)property.Value.Clone());
            return new FunctionCallContent(id, call.Tool, arguments);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new FunctionCallContent(id, call.Tool) { Exception = exception };
        }
    }

    private static ChatFinishReason FinishOf(ScriptedReply reply) =>
        reply.Finish ?? (reply.Calls.IsEmpty ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls);

    private static UsageDetails UsageOf(ScriptedReply reply) => new() { InputTokenCount = 10, OutputTokenCount = 1 + reply.Calls.Count };

    private (int Number, ScriptedReply Reply) Ask(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var read = messages.ToList();
        var tools = (options?.Tools ?? []).Select(tool => tool.Name).ToList();
        HistoryRules.Check(read, tools);
        lock (gate)
        {
            var request = new ScriptedRequest(requests.Count + 1, read, tools);
            requests.Add(request);
            return (request.Number, script(request));
        }
    }
}
