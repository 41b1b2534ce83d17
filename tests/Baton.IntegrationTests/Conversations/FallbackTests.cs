using Baton.IntegrationTests.Providers;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Loopback;
using Baton.Providers;
using Baton.Teams.Fallbacks;

namespace Baton.IntegrationTests.Conversations;

/// <summary>The rungs of the ladder through the official SDKs.</summary>
public sealed class FallbackTests
{
    private static readonly ConversationId Conversation = new("c1");

    private static readonly FallbackPolicy AtOnce = new() { RetryDelay = TimeSpan.Zero };

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_failure_that_passes_is_tried_again(Dialect dialect, bool streaming)
    {
        foreach (
            var failure in (ScriptedReply[])
                [
                    new() { Failure = new(429, "Slow down.", RetryAfter: "0") },
                    ScriptedReply.Fails(529, "Overloaded."),
                    ScriptedReply.Says("I was going to say") with
                    {
                        BreaksOff = true,
                    },
                ]
        )
        {
            await using var provider = await LoopbackProvider.StartAsync(dialect);
            provider.Reply = request => request.Number == 0 ? failure : ScriptedReply.Says("Here I am.");
            using var catalog = provider.CreateCatalog();
            var journal = new InMemoryJournal();

            var turn = await DialectStory.RunAsync(
                new TeamRuntime(Helper(provider.Model), catalog.ChatClientFor, journal),
                streaming,
                "Hello?",
                Conversation
            );

            Assert.Equal("Here I am.", turn.FinalOutput);
            Assert.Equal(FallbackRung.Retry, Assert.Single((await journal.ReadAsync(Conversation).ToListAsync()).OfType<FellBack>()).Rung);
            provider.AssertNothingRefused();
        }
    }

    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task A_stream_that_is_cut_is_taken_back_and_told_once(Dialect dialect)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = request => ScriptedReply.Says("Your refund of $20.00 is on its way.") with { BreaksOff = request.Number == 0 };
        using var catalog = provider.CreateCatalog();
        var runtime = new TeamRuntime(Helper(provider.Model), catalog.ChatClientFor);
        var shown = "";

        await foreach (var update in runtime.RunStreamingAsync("Hello?", Conversation))
            shown =
                update is TextWithdrawn ? ""
                : update is TextDelta delta ? shown + delta.Text
                : shown;

        Assert.Equal("Your refund of $20.00 is on its way.", shown);
        Assert.Equal(2, provider.Requests.Count);
    }

    [Theory]
    [InlineData(Dialect.Anthropic, Dialect.OpenAI, 401)]
    [InlineData(Dialect.OpenAI, Dialect.Ollama, 400)]
    [InlineData(Dialect.Ollama, Dialect.Anthropic, 529)]
    public async Task Another_provider_s_model_goes_on_with_tools_and_history(Dialect first, Dialect second, int status)
    {
        await using var dead = await LoopbackProvider.StartAsync(first);
        await using var alive = await LoopbackProvider.StartAsync(second);
        dead.Reply = request =>
            request.BringsResults ? ScriptedReply.Fails(status, "No.") : ScriptedReply.Calls(("look", "{}")) with { Thinking = "" };
        alive.Reply = request => ScriptedReply.Says($"It says {string.Join(",", request.Results.Select(result => result.Content))}.");
        var environment = dead.Environment.Concat(alive.Environment).ToDictionary();
        using var catalog = new ModelCatalog(new() { Environment = environment.GetValueOrDefault, OllamaDefault = null });
        var helper = new Agent
        {
            Name = "helper",
            Models = [dead.Model, alive.Model],
            Tools = [Tool.Create(() => "found", "look", effect: ToolEffect.ReadOnly)],
        };

        var turn = await new TeamRuntime(new Team("one", helper, fallback: AtOnce), catalog.ChatClientFor).RunAsync("Hello?");

        Assert.Equal("It says found.", turn.FinalOutput);
        dead.AssertNothingRefused();
        alive.AssertNothingRefused();
    }

    [Theory]
    [InlineData(Dialect.OpenAI, Dialect.Ollama, false)]
    [InlineData(Dialect.OpenAI, Dialect.Anthropic, false)]
    [InlineData(Dialect.Anthropic, Dialect.Ollama, true)]
    [InlineData(Dialect.Anthropic, Dialect.OpenAI, true)]
    public async Task Another_provider_takes_a_history_with_a_call_that_could_not_be_read(Dialect first, Dialect second, bool streaming)
    {
        await using var muddled = await LoopbackProvider.StartAsync(first);
        await using var sound = await LoopbackProvider.StartAsync(second);
        muddled.Reply = _ => ScriptedReply.Calls(("look", """{"at": "the"""));
        sound.Reply = _ => ScriptedReply.Says("Here I am.");
        var environment = muddled.Environment.Concat(sound.Environment).ToDictionary();
        using var catalog = new ModelCatalog(new() { Environment = environment.GetValueOrDefault, OllamaDefault = null });
        var helper = new Agent
        {
            Name = "helper",
            Models = [muddled.Model, sound.Model],
            Tools = [Tool.Create((string at) => at, "look", effect: ToolEffect.ReadOnly)],
        };

        var turn = await DialectStory.RunAsync(
            new TeamRuntime(new Team("one", helper, fallback: AtOnce), catalog.ChatClientFor),
            streaming,
            "Hello?",
            Conversation
        );

        Assert.Equal("Here I am.", turn.FinalOutput);
        Assert.Contains(sound.Requests.Single().Messages, message => message.Calls.Any(call => call.Name == "look"));
        muddled.AssertNothingRefused();
        sound.AssertNothingRefused();
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_dead_provider_ends_in_an_honest_answer(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = _ => ScriptedReply.Fails(529, "Overloaded.");
        using var catalog = provider.CreateCatalog();
        var journal = new InMemoryJournal();

        var turn = await DialectStory.RunAsync(
            new TeamRuntime(Helper(provider.Model), catalog.ChatClientFor, journal),
            streaming,
            "Hello?",
            Conversation
        );

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Contains("is overloaded", turn.FinalOutput, StringComparison.Ordinal);
        Assert.Equal(
            [FallbackRung.Retry, FallbackRung.Retry, FallbackRung.Degraded],
            (await journal.ReadAsync(Conversation).ToListAsync()).OfType<FellBack>().Select(fell => fell.Rung)
        );
    }

    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    public async Task A_refusal_goes_to_the_next_model(Dialect dialect)
    {
        await using var refusing = await LoopbackProvider.StartAsync(dialect);
        await using var other = await LoopbackProvider.StartAsync(Dialect.Ollama);
        refusing.Reply = _ => ScriptedReply.Says("No.") with { End = ReplyEnd.Refusal };
        other.Reply = _ => ScriptedReply.Says("Gladly.");
        var environment = refusing.Environment.Concat(other.Environment).ToDictionary();
        using var catalog = new ModelCatalog(new() { Environment = environment.GetValueOrDefault, OllamaDefault = null });
        var helper = new Agent { Name = "helper", Models = [refusing.Model, other.Model] };

        Assert.Equal(
            "Gladly.",
            (await new TeamRuntime(new Team("one", helper, fallback: AtOnce), catalog.ChatClientFor).RunAsync("Hello?")).FinalOutput
        );
    }

    private static Team Helper(string model) => new("one", new Agent { Name = "helper", Model = model }, fallback: AtOnce);
}
