using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.SharedStates;
using Baton.Performing.SharedStates;
using Baton.Teams.SharedStates;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

public sealed class ToolCallTests
{
    private const string Asks = "Where is order 7? My card is 4242 4242 4242 4242.";

    private static readonly ConversationId Conversation = new("c1");
    private static readonly StateKey Count = new()
    {
        Name = "count",
        Scope = StateScope.Conversation,
        Merge = StateMerge.Sum,
        Writers = [StateKey.Orchestrator],
    };
    private static readonly StateKey Visits = Count with { Name = "visits", Scope = StateScope.Customer };

    [Fact]
    public async Task A_tool_knows_whose_call_it_serves_what_for_and_how_long()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var calls = new List<ToolCall>();
        void Look(ToolCall call) => calls.Add(call);
        var specialist = new Agent
        {
            Name = "orders",
            Tools = [Tool.Create(Look, new ToolOptions { Effect = ToolEffect.ReadOnly, Timeout = TimeSpan.FromSeconds(7) })],
        };
        var front = new Agent { Name = "front", Handoffs = [specialist] };
        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(
            new Team("shop", front),
            new ScriptedModel(
                Transfer("orders", "Asks for order 7.", null, "Order 7"),
                Call("Look"),
                Say("On its way."),
                Call("Look"),
                Say("Still.")
            ),
            journal,
            new RuntimeOptions { TimeProvider = time }
        );

        await runtime.RunAsync(
            Asks,
            Conversation,
            new MessageId("m1"),
            new CustomerId("ada"),
            new Dictionary<string, string> { ["tier"] = "gold" }
        );
        await runtime.RunAsync("And now?", Conversation, new MessageId("m2"));

        var call = calls[0];
        Assert.Equal((Conversation, "orders", new CustomerId("ada")), (call.Conversation, call.Agent, call.Customer));
        Assert.Equal("gold", call.Attributes["tier"]);
        Assert.Equal("Order 7", call.Issue?.Title);
        Assert.Equal((new MessageId("m1"), Asks), (call.Message, call.MessageText));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(7), call.EndsAt);
        var begun = await journal.ReadAsync(Conversation).OfType<ToolCallBegun>().FirstAsync();
        Assert.Equal((begun.CallId.Value, begun.CallId), (call.IdempotencyKey, call.Id));
        Assert.Equal((new MessageId("m2"), "And now?"), (calls[1].Message, calls[1].MessageText));
        Assert.DoesNotContain("4242", $"{call}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_reads_and_writes_the_state_of_its_own_conversation()
    {
        var seen = new List<string>();
        async Task<string> TouchAsync(ToolCall call)
        {
            var before = await call.ReadStateAsync();
            var made = await call.WriteStateAsync([Edit("count", "2"), Edit("visits", "1")]);
            var after = await call.ReadStateAsync(["count"]);
            seen.Add($"{Told(before["count"])} {Told(before["visits"])} {made.IsWritten} {Told(after["count"])}");
            return "ok";
        }

        var (runtime, _) = Runtime([Tool.Create(TouchAsync)], Call("Touch"), Say("Once."), Call("Touch"), Say("Twice."));

        await runtime.RunAsync("Go.", Conversation, customer: new CustomerId("ada"));
        await runtime.RunAsync("Again.", Conversation);

        Assert.Equal(["- - True 2", "2 1 True 4"], seen);
        var values = await runtime.ReadStateAsync(Conversation);
        Assert.Equal(("4", "2"), (Told(values["count"]), Told(values["visits"])));

        static string Told(StateValue value) => value.Value?.ToString() ?? "-";
    }

    [Fact]
    public async Task A_repeated_call_writes_once()
    {
        var attempts = 0;
        async Task<string> PayAsync(ToolCall call)
        {
            await call.WriteStateAsync([Edit("count", "2")]);
            await call.WriteStateAsync([Edit("visits", "3")]);
            return ++attempts > 1 ? "paid" : throw new ToolException("Lost.") { IsOutcomeUnknown = true };
        }

        var (runtime, _) = Runtime([Tool.Create(PayAsync, new ToolOptions { Effect = ToolEffect.Idempotent })], Call("Pay"), Say("Paid."));
        await runtime.RunAsync("Pay.", Conversation, customer: new CustomerId("ada"));

        var values = await runtime.ReadStateAsync(Conversation);
        Assert.Equal((2, "2", "3"), (attempts, values["count"].Value?.ToString(), values["visits"].Value?.ToString()));
    }

    [Fact]
    public async Task Two_tools_of_one_reply_write_one_after_the_other()
    {
        async Task AddAsync(int amount, ToolCall call) => await call.WriteStateAsync([Edit("count", $"{amount}")]);
        var (runtime, _) = Runtime(
            [Tool.Create(AddAsync)],
            Call("Add", """{"amount":1}""").And(Call("Add", """{"amount":10}""")).And(Call("Add", """{"amount":100}""")),
            Say("Added.")
        );

        await runtime.RunAsync("Add.", Conversation);

        var count = (await runtime.ReadStateAsync(Conversation, ["count"]))["count"];
        Assert.Equal(("111", 3), (count.Value?.ToString(), count.Revision));
    }

    [Fact]
    public async Task A_tool_writes_only_what_the_program_may_and_never_as_a_look_up()
    {
        var problems = new List<Exception?>();
        StateEditing? made = null;
        async Task WriteAsync(ToolCall call)
        {
            problems.Add(await Record.ExceptionAsync(() => call.WriteStateAsync([])));
            problems.Add(await Record.ExceptionAsync(() => call.ReadStateAsync(["agents"])));
            made = await call.WriteStateAsync([Edit("agents", "1")]);
        }

        async Task LookAsync(ToolCall call) => problems.Add(await Record.ExceptionAsync(() => call.WriteStateAsync([Edit("count", "1")])));

        var (runtime, _) = Runtime(
            [Tool.Create(WriteAsync), Tool.Create(LookAsync, effect: ToolEffect.ReadOnly)],
            Call("Write"),
            Call("Look"),
            Say("Done.")
        );

        await runtime.RunAsync("Go.", Conversation);

        Assert.Equal(
            [typeof(ArgumentException), typeof(ArgumentException), typeof(InvalidOperationException)],
            problems.Select(problem => problem?.GetType())
        );
        Assert.False(made!.IsWritten);
        Assert.Null((await runtime.ReadStateAsync(Conversation, ["count"]))["count"].Value);
    }

    [Fact]
    public async Task Nothing_goes_through_a_call_that_is_over_or_that_no_runtime_made()
    {
        ToolCall? kept = null;
        void Keep(ToolCall call) => kept = call;
        var (runtime, _) = Runtime([Tool.Create(Keep)], Call("Keep"), Say("Done."));
        await runtime.RunAsync("Go.", Conversation);

        foreach (var call in new[] { kept!, new ToolCall(Conversation, "helper", new CallId("mine")) })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => call.ReadStateAsync());
            await Assert.ThrowsAsync<InvalidOperationException>(() => call.WriteStateAsync([Edit("count", "1")]));
            await Assert.ThrowsAsync<InvalidOperationException>(() => call.TellCustomerAsync("Soon."));
            await Assert.ThrowsAsync<InvalidOperationException>(() => call.ReportAsync("Soon."));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await call.ReadEntriesAsync().ToListAsync());
        }
    }

    [Fact]
    public async Task A_look_up_finds_its_own_turn_in_the_journal()
    {
        List<JournalEntry> seen = [];
        var tool = Tool.Create(
            async (ToolCall call) => seen = await call.ReadEntriesAsync().ToListAsync(),
            new ToolOptions { Name = "look", Effect = ToolEffect.ReadOnly }
        );
        var (runtime, _) = Runtime([tool], Call("look"), Say("Done."));

        await runtime.RunAsync("Go.", Conversation, new MessageId("m1"));

        Assert.Contains(seen, entry => entry is MessageReceived { Message.Value: "m1" });
        Assert.Equal("look", Assert.IsType<ToolCallBegun>(seen[^1]).Tool);
    }

    private static StateEdit Edit(string key, string value) => new(key, JsonText.Parse(value));

    private static (TeamRuntime Runtime, InMemoryJournal Journal) Runtime(Tool[] tools, params ScriptedReply[] replies)
    {
        var journal = new InMemoryJournal();
        var helper = new Agent { Name = "helper", Tools = tools };
        var agents = Count with { Name = "agents", Readers = ["helper"], Writers = ["helper"] };
        var team = new Team("helpers", helper, state: [Count, Visits, agents]);
        return (new TeamRuntime(team, new ScriptedModel(replies), journal), journal);
    }
}
