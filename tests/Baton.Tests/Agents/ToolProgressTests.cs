using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Testing.ChatClients;
using Microsoft.Extensions.Time.Testing;
using static Baton.Testing.ChatClients.ScriptedReply;

namespace Baton.Tests.Agents;

public sealed class ToolProgressTests
{
    private static readonly ConversationId Conversation = new("c1");

    [Fact]
    public async Task A_customer_reads_how_far_a_tool_is_before_it_ends()
    {
        var journal = new InMemoryJournal();
        List<JournalEntry> durable = [];
        async Task<bool> ShipAsync(ToolCall call)
        {
            var told = await call.TellCustomerAsync("I have reached the warehouse. Card 4242 4242 4242 4242 is charged.");
            durable = await journal.ReadAsync(Conversation).ToListAsync();
            return told;
        }

        var updates = await Runtime(journal, [], Tool.Create(ShipAsync)).RunStreamingAsync("Ship.", Conversation).ToListAsync();

        var told = Assert.IsType<StillWorking>(durable[^1]);
        Assert.Equal("I have reached the warehouse. Card [card ending 4242] is charged.", told.TextToCustomer());
        Assert.Equal(("helper", durable.OfType<ToolCallBegun>().Single().CallId), (told.Participant, told.CallId));
        var shown = updates.OfType<EntryAppended>().Select(update => update.Entry).ToList();
        Assert.True(shown.FindIndex(entry => entry is StillWorking) < shown.FindIndex(entry => entry is ToolCallEnded));
        Assert.Equal("true", shown.OfType<ToolCallEnded>().Single().Result);
    }

    [Fact]
    public async Task Only_those_who_watch_the_turn_read_a_report()
    {
        var journal = new InMemoryJournal();
        async Task<bool> ShipAsync(ToolCall call) => await call.ReportAsync("3 of 5 for 4242 4242 4242 4242");

        var updates = await Runtime(journal, [], Tool.Create(ShipAsync)).RunStreamingAsync("Ship.", Conversation).ToListAsync();

        var report = Assert.Single(updates.OfType<ToolReported>());
        Assert.Equal(("helper", "Ship", "3 of 5 for [card ending 4242]"), (report.Participant, report.Tool, report.Text));
        Assert.True(updates.FindIndex(update => update is EntryAppended { Entry: ToolCallBegun }) < updates.IndexOf(report));
        Assert.Empty(await journal.ReadAsync(Conversation).OfType<StillWorking>().ToListAsync());
        Assert.Equal("true", (await journal.ReadAsync(Conversation).OfType<ToolCallEnded>().SingleAsync()).Result);
    }

    [Fact]
    public async Task A_report_that_nobody_watches_is_told_to_nobody()
    {
        var journal = new InMemoryJournal();
        async Task<bool> ShipAsync(ToolCall call) => await call.ReportAsync("3 of 5");

        await Runtime(journal, [], Tool.Create(ShipAsync)).RunAsync("Ship.", Conversation);

        Assert.Equal("false", (await journal.ReadAsync(Conversation).OfType<ToolCallEnded>().SingleAsync()).Result);
    }

    [Fact]
    public async Task A_guard_keeps_a_word_from_the_customer()
    {
        var journal = new InMemoryJournal();
        async Task<bool> ShipAsync(ToolCall call) =>
            await call.TellCustomerAsync("The margin is 40 percent.") | await call.TellCustomerAsync("Halfway there.");
        var guard = new Guard
        {
            Name = "no margins",
            Output = (text, _) => new(text.Text.Contains("margin", StringComparison.Ordinal) ? $"{text.Agent} speaks of margins" : null),
        };

        await Runtime(journal, [guard], Tool.Create(ShipAsync)).RunAsync("Ship.", Conversation);

        Assert.Equal("Halfway there.", (await journal.ReadAsync(Conversation).OfType<StillWorking>().SingleAsync()).Text);
    }

    [Fact]
    public async Task A_call_reports_only_so_often_and_so_much()
    {
        var journal = new InMemoryJournal();
        var told = 0;
        async Task ShipAsync(ToolCall call)
        {
            for (var part = 0; part < 100; part++)
                told += await call.TellCustomerAsync($"{part} {new string('x', 10_000)}") ? 1 : 0;
        }

        await Runtime(journal, [], Tool.Create(ShipAsync)).RunAsync("Ship.", Conversation);

        var words = await journal.ReadAsync(Conversation).OfType<StillWorking>().ToListAsync();
        Assert.Equal((20, 20), (told, words.Count));
        Assert.All(words, word => Assert.True(word.Text.Length <= 500));
    }

    [Fact]
    public async Task A_customer_who_was_just_told_is_not_told_again_that_it_takes_long()
    {
        var time = new FakeTimeProvider();
        var journal = new InMemoryJournal();
        async Task ShipAsync(ToolCall call)
        {
            await call.TellCustomerAsync("I am at the warehouse.");
            time.Advance(TimeSpan.FromSeconds(20));
        }

        var team = new Team("helpers", new Agent { Name = "helper", Tools = [Tool.Create(ShipAsync)] });
        Assert.True(team.Fallback.InterimAfter <= TimeSpan.FromSeconds(20));
        var runtime = new TeamRuntime(
            team,
            new ScriptedModel(Call("Ship"), Say("Shipped.")),
            journal,
            new RuntimeOptions { TimeProvider = time }
        );
        await runtime.RunAsync("Ship.", Conversation);

        Assert.Equal("I am at the warehouse.", (await journal.ReadAsync(Conversation).OfType<StillWorking>().SingleAsync()).Text);
    }

    private static TeamRuntime Runtime(IJournal journal, Guard[] guards, Tool tool) =>
        new(
            new Team("helpers", new Agent { Name = "helper", Tools = [tool] }) { Guards = guards },
            new ScriptedModel(Call(tool.Name), Say("Shipped.")),
            journal
        );
}
