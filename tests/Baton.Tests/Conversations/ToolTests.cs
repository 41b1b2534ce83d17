using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Conversations;

public sealed class ToolTests
{
    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task Parallel_calls_run_in_parallel()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        // Each waits until the other is in flight: one after the other would never end.
        var tools = new[]
        {
            Tool.Create(
                async () =>
                {
                    first.SetResult();
                    await second.Task;
                    return "one";
                },
                "first"
            ),
            Tool.Create(
                async () =>
                {
                    second.SetResult();
                    await first.Task;
                    return "two";
                },
                "second"
            ),
        };

        var (turn, entries) = await RunAsync(tools, Call("first").And(Call("second")), Say("Both ran."));

        Assert.Equal("Both ran.", turn.FinalOutput);
        Assert.Equal(["one", "two"], entries.OfType<ToolCallEnded>().Select(ended => ended.Result).Order());
    }

    [Fact]
    public async Task Calls_that_block_their_threads_run_in_parallel_too()
    {
        using var first = new ManualResetEventSlim();
        using var second = new ManualResetEventSlim();
        var tools = new[]
        {
            Tool.Create(
                () =>
                {
                    first.Set();
                    second.Wait();
                    return "one";
                },
                "first"
            ),
            Tool.Create(
                () =>
                {
                    second.Set();
                    first.Wait();
                    return "two";
                },
                "second"
            ),
        };

        var (turn, _) = await RunAsync(tools, Call("first").And(Call("second")), Say("Both ran."));

        Assert.Equal("Both ran.", turn.FinalOutput);
    }

    [Fact]
    public async Task A_call_that_blocks_its_thread_is_given_up_in_time()
    {
        var time = new FakeTimeProvider();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocked = new ManualResetEventSlim();
        var tool = Tool.Create(
            () =>
            {
                started.SetResult();
                blocked.Wait();
                return "late";
            },
            "find",
            effect: ToolEffect.ReadOnly,
            timeout: TimeSpan.FromSeconds(5)
        );

        var running = RunAsync([tool], time, Call("find"), Say("I could not look it up."));
        await started.Task;
        time.Advance(TimeSpan.FromSeconds(5));
        var (turn, entries) = await running;
        blocked.Set();

        Assert.Equal("I could not look it up.", turn.FinalOutput);
        Assert.Equal(ToolOutcome.TimedOut, Assert.Single(entries.OfType<ToolCallEnded>()).Outcome);
    }

    [Theory]
    [InlineData(ToolEffect.Once, true)]
    [InlineData(ToolEffect.ReadOnly, false)]
    public async Task A_tool_that_does_not_end_in_time_is_given_up_and_the_model_is_told_what_is_in_doubt(ToolEffect effect, bool isInDoubt)
    {
        var time = new FakeTimeProvider();
        var started = new TaskCompletionSource();
        var tool = new Tool(
            AIFunctionFactory.Create(
                async (CancellationToken cancelled) =>
                {
                    started.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, cancelled);
                },
                "refund"
            )
        )
        {
            Timeout = TimeSpan.FromSeconds(5),
            Effect = effect,
        };

        var running = RunAsync([tool], time, Call("refund"), Say("I could not do it."));
        await started.Task;
        time.Advance(TimeSpan.FromSeconds(5));
        var (turn, entries) = await running;

        Assert.Equal("I could not do it.", turn.FinalOutput);
        var ended = Assert.Single(entries.OfType<ToolCallEnded>());
        Assert.Equal(ToolOutcome.TimedOut, ended.Outcome);
        Assert.StartsWith("Error: refund did not finish within 5 s.", ended.Result, StringComparison.Ordinal);
        Assert.Equal(isInDoubt, ended.Result.Contains("is unknown whether", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_ran_out_of_time_before_it_began_has_failed_and_is_not_in_doubt()
    {
        var time = new FakeTimeProvider();
        var isHeld = new TaskCompletionSource();
        var tool = Tool.Create(
            async (ToolCall call) =>
            {
                call.Hold();
                isHeld.SetResult();
                var waiting = new TaskCompletionSource();
                await using var end = call.Deadline.Register(waiting.SetResult);
                await waiting.Task;
                return call.TryBegin() ? "Paid back." : throw new OperationCanceledException(call.Deadline);
            },
            "refund",
            timeout: TimeSpan.FromSeconds(5)
        );

        var running = RunAsync([tool], time, Call("refund"), Say("I could not do it."));
        await isHeld.Task;
        time.Advance(TimeSpan.FromSeconds(5));
        var (_, entries) = await running;

        var ended = Assert.Single(entries.OfType<ToolCallEnded>());
        Assert.Equal((ToolOutcome.Failed, "Error: refund could not begin within 5 s. Nothing was done."), (ended.Outcome, ended.Result));
    }

    [Theory]
    [InlineData(ToolEffect.Once, 1, ToolOutcome.Unknown)]
    [InlineData(ToolEffect.Idempotent, 2, ToolOutcome.Ok)]
    [InlineData(ToolEffect.ReadOnly, 2, ToolOutcome.Ok)]
    public async Task A_call_whose_answer_was_lost_is_unknown_unless_its_tool_may_be_repeated(
        ToolEffect effect,
        int times,
        ToolOutcome outcome
    )
    {
        var ids = new List<CallId>();
        var tool = Tool.Create(
            (ToolCall call) =>
            {
                ids.Add(call.Id);
                return ids.Count > 1 ? "Paid back." : throw new ToolException("The connection was lost.") { IsOutcomeUnknown = true };
            },
            "refund",
            effect: effect
        );

        var (_, entries) = await RunAsync([tool], Call("refund"), Say("I will find out."));

        var ended = Assert.Single(entries.OfType<ToolCallEnded>());
        Assert.Equal((times, outcome), (ids.Count, ended.Outcome));
        Assert.Single(ids.Distinct());
        if (outcome == ToolOutcome.Unknown)
            Assert.StartsWith(
                "Error: The connection was lost. It is unknown whether it took effect.",
                ended.Result,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Arguments_are_checked_against_the_schema_that_a_function_has_now()
    {
        var tool = new Tool(new ChangingFunction());
        const string Article = """{"article":"anvil"}""";

        var (_, entries) = await RunAsync(
            [tool],
            Call("ship", Article),
            Call("ship", Article),
            Call("ship", """{"sku":7}"""),
            Say("Done.")
        );

        Assert.Equal([ToolOutcome.Ok, ToolOutcome.Refused, ToolOutcome.Ok], entries.OfType<ToolCallEnded>().Select(ended => ended.Outcome));
    }

    [Fact]
    public async Task A_tool_that_throws_gives_the_model_an_error_without_stack_or_secrets()
    {
        string Fail() => throw new InvalidOperationException("Server=db;Password=hunter2");

        var (turn, entries) = await RunAsync([Tool.Create(Fail, "find", effect: ToolEffect.ReadOnly)], Call("find"), Say("It failed."));

        Assert.Equal("It failed.", turn.FinalOutput);
        Assert.Equal("Error: find failed (InvalidOperationException).", Assert.Single(entries.OfType<ToolCallEnded>()).Result);
    }

    [Fact]
    public async Task A_tool_can_tell_the_model_what_went_wrong()
    {
        string Fail() => throw new ToolException("There is no invoice 8. Ask for the number again.");

        var (_, entries) = await RunAsync([Tool.Create(Fail, "find")], Call("find"), Say("It failed."));

        Assert.Equal("Error: There is no invoice 8. Ask for the number again.", Assert.Single(entries.OfType<ToolCallEnded>()).Result);
    }

    [Fact]
    public async Task The_call_id_is_the_tool_s_idempotency_key()
    {
        ToolCall? seen = null;
        var tool = Tool.Create(
            (string amount, ToolCall call) =>
            {
                seen = call;
                return amount;
            },
            "refund",
            effect: ToolEffect.Idempotent
        );

        var (_, entries) = await RunAsync([tool], Call("refund", """{"amount":"20.00"}"""), Say("Done."));

        Assert.Equal(
            (Conversation, "helper", Assert.Single(entries.OfType<ToolCallBegun>()).CallId),
            (seen!.Conversation, seen.Agent, seen.Id)
        );
        Assert.DoesNotContain(
            "call",
            tool.Function.JsonSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name)
        );
    }

    [Theory]
    [InlineData(ToolEffect.Once)]
    [InlineData(ToolEffect.Idempotent)]
    public async Task A_call_that_changes_the_world_is_durable_before_it_runs(ToolEffect effect)
    {
        var journal = new InMemoryJournal();
        List<JournalEntry> durable = [];
        var tool = Tool.Create(async () => durable = await journal.ReadAsync(Conversation).ToListAsync(), "refund", effect: effect);

        await RunAsync(journal, [tool], TimeProvider.System, Call("refund"), Say("Done."));

        Assert.IsType<ToolCallBegun>(durable[^1]);
    }

    [Fact]
    public async Task Malformed_arguments_and_unknown_tools_are_told_once_and_the_turn_goes_on()
    {
        var tool = Tool.Create((string amount) => $"found {amount}", "find", effect: ToolEffect.ReadOnly);

        var (turn, entries) = await RunAsync(
            [tool],
            Call("find", "{not json").And(Call("serch")),
            Call("find", """{"amount":"1"}"""),
            Say("Found.")
        );

        Assert.Equal("Found.", turn.FinalOutput);
        Assert.Equal(
            [ToolOutcome.Refused, ToolOutcome.Refused, ToolOutcome.Ok],
            entries.OfType<ToolCallEnded>().Select(ended => ended.Outcome)
        );
        Assert.Equal(FailureCause.MalformedArguments, Assert.Single(entries.OfType<AttemptFailed>()).Cause);
    }

    private static Task<(Turn Turn, List<JournalEntry> Entries)> RunAsync(Tool[] tools, params ScriptedReply[] replies) =>
        RunAsync(tools, TimeProvider.System, replies);

    private static Task<(Turn Turn, List<JournalEntry> Entries)> RunAsync(
        Tool[] tools,
        TimeProvider time,
        params ScriptedReply[] replies
    ) => RunAsync(new InMemoryJournal(), tools, time, replies);

    private static async Task<(Turn Turn, List<JournalEntry> Entries)> RunAsync(
        IJournal journal,
        Tool[] tools,
        TimeProvider time,
        params ScriptedReply[] replies
    )
    {
        var team = new Team("helpers", new Agent { Name = "helper", Tools = tools });
        var runtime = new TeamRuntime(team, new ScriptedModel(replies), journal, new RuntimeOptions { TimeProvider = time });
        var turn = await runtime.RunAsync("Help me.", Conversation);
        return (turn, await journal.ReadAsync(Conversation).ToListAsync());
    }

    // Once it was called, it takes a number in place of a name.
    private sealed class ChangingFunction : AIFunction
    {
        private string argument = "article";
        private string type = "string";
        private SchemaVersion version = new();

        public override string Name => "ship";

        public override JsonElement JsonSchema =>
            JsonSerializer.SerializeToElement(
                new
                {
                    type = "object",
                    properties = new Dictionary<string, object> { [argument] = new { type } },
                    required = new[] { argument },
                }
            );

        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(SchemaVersion) ? version : base.GetService(serviceType, serviceKey);

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            (argument, type, version) = ("sku", "integer", new SchemaVersion());
            return new("Shipped.");
        }
    }
}
