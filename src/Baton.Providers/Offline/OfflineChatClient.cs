using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Baton.Texts.Routers;
using Microsoft.Extensions.AI;

namespace Baton.Providers.Offline;

/// <summary>
/// Runs an agent without a provider. It answers from the <see cref="Agent.Examples"/> and <see cref="Agent.Answers"/> of the team, with
/// values that the agent's tools find, and hands over what belongs to a colleague. The same messages give the same reply. It never invents
/// a value.
/// </summary>
public sealed class OfflineChatClient : IChatClient
{
    private const string ModelName = "offline";

    private readonly Agent agent;
    private readonly Lazy<OfflineModel> model;
    private readonly ChatClientMetadata metadata = new("baton", defaultModelId: ModelName);

    /// <summary>Creates the model of one agent. It learns the team's examples at the first message.</summary>
    /// <param name="agent">The agent whose examples, answers and handoffs it uses.</param>
    /// <param name="cache">Where it stores what it learned. Default: nowhere.</param>
    public OfflineChatClient(Agent agent, RouterCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        this.agent = agent;
        model = new(() => new OfflineModel(agent, cache));
    }

    /// <inheritdoc />
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(messages);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Respond([.. messages], options));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var content in response.Messages[0].Contents)
        {
            foreach (var piece in content is TextContent text ? Words(text.Text) : [content])
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Update(piece, null);
            }
        }

        yield return Update(new UsageContent(response.Usage!), response.FinishReason);

        ChatResponseUpdate Update(AIContent content, ChatFinishReason? finish) =>
            new(ChatRole.Assistant, [content])
            {
                ResponseId = response.ResponseId,
                MessageId = response.Messages[0].MessageId,
                ModelId = ModelName,
                FinishReason = finish,
            };
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // There is nothing to dispose: it holds only memory.
    }

    private ChatResponse Respond(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var draft = model.Value.Reply(messages, options);
        var id = Fingerprint(messages);
        var contents = new List<AIContent>();
        if (draft.Text.Length > 0)
            contents.Add(new TextContent(draft.Text));
        for (var i = 0; i < draft.Calls.Count; i++)
        {
            var arguments = draft
                .Calls[i]
                .Arguments.ToDictionary(argument => argument.Key, argument => argument.Value, StringComparer.Ordinal);
            contents.Add(
                new FunctionCallContent(string.Create(CultureInfo.InvariantCulture, $"call_{id}_{i}"), draft.Calls[i].Tool, arguments)
            );
        }

        var read = messages.Sum(message => WordsIn(message.Contents));
        var written = WordsIn(contents);
        return new(new ChatMessage(ChatRole.Assistant, contents) { MessageId = $"msg_{id}" })
        {
            ResponseId = $"resp_{id}",
            ModelId = ModelName,
            FinishReason = draft.Calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = new()
            {
                InputTokenCount = read,
                OutputTokenCount = written,
                TotalTokenCount = read + written,
            },
        };
    }

    // Ids must differ between messages and be the same for the same question, so they are derived from its words.
    private string Fingerprint(IReadOnlyList<ChatMessage> messages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(agent.Name);
        foreach (var message in messages)
        {
            Append(message.Role.Value);
            foreach (var content in message.Contents)
            {
                Append(
                    content switch
                    {
                        TextContent text => text.Text,
                        FunctionCallContent call => call.CallId,
                        FunctionResultContent result => result.CallId,
                        _ => content.GetType().Name,
                    }
                );
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));

        void Append(string part)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }
    }

    // The offline model has no tokens, so usage counts words.
    private static long WordsIn(IEnumerable<AIContent> contents) =>
        contents.Sum(content =>
            content switch
            {
                TextContent text => RequestSplitter.WordsIn(text.Text),
                FunctionCallContent call => 1L + (call.Arguments?.Values.Sum(value => RequestSplitter.WordsIn(value?.ToString())) ?? 0),
                FunctionResultContent result => RequestSplitter.WordsIn(result.Result?.ToString()),
                _ => 0L,
            }
        );

    private static IEnumerable<AIContent> Words(string text)
    {
        for (var start = 0; start < text.Length; )
        {
            var blank = text.IndexOf(' ', start);
            var end = blank < 0 ? text.Length : blank + 1;
            yield return new TextContent(text[start..end]);
            start = end;
        }
    }
}
