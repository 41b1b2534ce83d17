using System.Runtime.CompilerServices;
using System.Text.Json;
using Baton.Oracle.Records;
using Microsoft.Extensions.AI;

namespace Baton.Simulation.Running;

/// <summary>The model of an agent in a process: it takes its time, fails as the world has it, and notes what its provider gets.</summary>
internal sealed class SimulatedModel(RunningWorld running, SimulatedProcess process, Agent agent) : IChatClient
{
    // Whose it is stands in it, so that the oracle knows it in another's history.
    private string Thought => $"private of {agent.Name} {agent.Model}";

    private readonly int? number = running.NumberOf(agent.Name);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var (call, habit, reply, dies) = await AskAsync(messages, options);
        await AnswerAsync(call, habit, reply, dies, cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, Contents(call, reply)))
        {
            FinishReason = FinishOf(reply),
            ModelId = agent.Model ?? agent.Name,
            Usage = Usage(reply),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var (call, habit, reply, dies) = await AskAsync(messages, options);
        foreach (var piece in (reply.Text ?? "").Chunk(40))
        {
            await TakeAsync(TimeSpan.FromMilliseconds(100), call, habit, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
        }

        await AnswerAsync(call, habit, reply, dies, cancellationToken);
        List<AIContent> rest = [.. Contents(call, reply).Where(content => content is not TextContent), new UsageContent(Usage(reply))];
        yield return new ChatResponseUpdate(ChatRole.Assistant, rest)
        {
            FinishReason = FinishOf(reply),
            ModelId = agent.Model ?? agent.Name,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() { }

    private async ValueTask<(int Call, Worlds.Habit Habit, ModelReply Reply, bool Dies)> AskAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options
    )
    {
        var dies = await process.BeginEffectAsync();
        IReadOnlyList<ChatMessage> read = [.. messages];
        IReadOnlyList<string> tools = [.. (options?.Tools ?? []).Select(tool => tool.Name)];
        var call = running.NextModelCall();
        var habit = running.HabitAt(call);
        var request = new ModelRequest(read, tools);
        running.Recorder.Add(
            new Happening.ModelAsked(call, agent.Name, [.. read.Select(message => Plain(message, agent))], tools)
            {
                Model = agent.Model,
                Conversation = request.Mark is { } mark ? Secrets.ConversationOf(mark).Value : null,
            },
            process.Number
        );
        return (call, habit, running.Mind.Reply(number, request, habit, call), dies);
    }

    private async Task AnswerAsync(int call, Worlds.Habit habit, ModelReply reply, bool dies, CancellationToken cancellationToken)
    {
        await TakeAsync(reply.Takes, call, habit, cancellationToken);
        Note(call, habit, reply);
        await process.EndEffectAsync(dies);
        if (reply.Failure is { } failure)
            throw new ProviderException(failure);
    }

    private async Task TakeAsync(TimeSpan time, int call, Worlds.Habit habit, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitAsync(time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            running.Recorder.Add(
                new Happening.ModelReplied(call, NameOf(habit), null, [], nameof(OperationCanceledException)),
                process.Number
            );
            throw;
        }
    }

    private static string NameOf(Worlds.Habit habit) => habit == Worlds.Habit.None ? "good" : habit.ToString();

    private void Note(int call, Worlds.Habit habit, ModelReply reply) =>
        running.Recorder.Add(
            new Happening.ModelReplied(
                call,
                NameOf(habit),
                reply.Text,
                [.. reply.Calls.Select(one => one.Tool), .. reply.Written is { } written ? [written] : Array.Empty<string>()],
                reply.Failure?.Cause.ToString()
            )
            {
                Private = reply.IsThought ? [Thought] : [],
            },
            process.Number
        );

    private List<AIContent> Contents(int call, ModelReply reply)
    {
        var contents = new List<AIContent>();
        if (reply.IsThought)
            contents.Add(new TextReasoningContent("private") { ProtectedData = Thought });
        if (reply.Text is { } text)
            contents.Add(new TextContent(text));
        for (var place = 0; place < reply.Calls.Count; place++)
            contents.Add(CallOf(reply.Calls[place], $"call_{call}_{place}"));
        return contents;
    }

    private static FunctionCallContent CallOf((string Tool, string Arguments) call, string id)
    {
        try
        {
            using var document = JsonDocument.Parse(call.Arguments);
            return new FunctionCallContent(
                id,
                call.Tool,
                document.RootElement.EnumerateObject().ToDictionary(one => one.Name, one => (object?)one.Value.Clone())
            );
        }
        catch (JsonException exception)
        {
            return new FunctionCallContent(id, call.Tool) { Exception = exception };
        }
    }

    private static ProviderMessage Plain(ChatMessage message, Agent agent) =>
        new(message.Role.Value, [.. message.Contents.Select(content => Plain(content, agent))]);

    private static ProviderPart Plain(AIContent content, Agent agent) =>
        content switch
        {
            TextContent text => new ProviderPart("text", text.Text),
            FunctionCallContent call => new ProviderPart(
                "call",
                call.Arguments is null ? null : JsonSerializer.Serialize(call.Arguments),
                call.CallId,
                call.Name
            ),
            FunctionResultContent result => new ProviderPart(
                "result",
                Convert.ToString(result.Result, System.Globalization.CultureInfo.InvariantCulture),
                result.CallId
            ),
            TextReasoningContent thought => new ProviderPart("private", thought.ProtectedData),
            _ => new ProviderPart("private", $"{content.GetType().Name} for {agent.Name}"),
        };

    private static ChatFinishReason FinishOf(ModelReply reply) =>
        reply.Finish ?? (reply.Calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop);

    private static UsageDetails Usage(ModelReply reply) => new() { InputTokenCount = 10, OutputTokenCount = 1 + reply.Calls.Count };
}
