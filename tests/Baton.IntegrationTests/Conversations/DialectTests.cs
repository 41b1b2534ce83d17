using Baton.IntegrationTests.Providers;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Loopback;

namespace Baton.IntegrationTests.Conversations;

/// <summary>Whole conversations through the official SDKs, against providers that refuse what the real ones refuse.</summary>
public sealed class DialectTests
{
    private static readonly ConversationId Conversation = new("c1");

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task The_two_issue_customer_is_served_in_every_dialect(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = DialectStory.Play;
        using var catalog = provider.CreateCatalog();
        var journal = new InMemoryJournal();
        var runtime = new TeamRuntime(DialectStory.Team(), catalog.ChatClientFor, journal);

        var turn = await DialectStory.RunAsync(runtime, streaming, DialectStory.Customer, Conversation);

        provider.AssertNothingRefused();
        Assert.Equal("Found invoice 7 over 49.99 and invoice 7 over 29.99.\n\nThe dashboard error is known.", turn.FinalOutput);
        Assert.All(turn.Issues, issue => Assert.True(issue.IsEnded));
        Assert.Equal(
            [("billing", 2L), ("technical", 1L), ("triage", 2L)],
            turn.Usage.OrderBy(used => used.Key).Select(used => (used.Key, (used.Value.InputTokenCount ?? 0) / 11))
        );
        var entries = await journal.ReadAsync(Conversation).ToListAsync();
        Assert.Equal(FailureCause.UnknownTarget, Assert.Single(entries.OfType<AttemptFailed>()).Cause);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_long_conversation_with_returns_and_corrections_never_sends_an_invalid_history(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = DialectStory.Play;
        using var catalog = provider.CreateCatalog();
        var runtime = new TeamRuntime(DialectStory.Team(), catalog.ChatClientFor);

        string[] messages =
        [
            DialectStory.Customer,
            "Something else.",
            "Back to the charge: is it right?",
            "Something else again.",
            "Good bye.",
        ];
        foreach (var message in messages)
        {
            var turn = await DialectStory.RunAsync(runtime, streaming, message, Conversation);
            Assert.Equal(TurnOutcome.Replied, turn.Outcome);
        }

        provider.AssertNothingRefused();
        Assert.DoesNotContain(
            provider.Requests,
            request => request.Messages.SelectMany(message => message.Calls).Any(call => call.Name == "transfer_to_billing")
        );
    }

    [Fact]
    public async Task A_conversation_goes_on_with_another_provider_and_nothing_private_reaches_it()
    {
        var journal = new InMemoryJournal();
        foreach (var dialect in new[] { Dialect.Anthropic, Dialect.OpenAI, Dialect.Ollama, Dialect.Anthropic })
        {
            await using var provider = await LoopbackProvider.StartAsync(dialect);
            provider.Reply = DialectStory.Play;
            using var catalog = provider.CreateCatalog();
            var runtime = new TeamRuntime(DialectStory.Team(), catalog.ChatClientFor, journal);

            foreach (var message in new[] { DialectStory.Customer, "Something else.", DialectStory.Customer })
                Assert.Equal(TurnOutcome.Replied, (await runtime.RunAsync(message, Conversation)).Outcome);

            provider.AssertNothingRefused();
        }
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task Reasoning_comes_back_to_its_own_model_while_it_uses_tools_and_not_later(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = DialectStory.Play;
        using var catalog = provider.CreateCatalog();
        var runtime = new TeamRuntime(DialectStory.Team(), catalog.ChatClientFor);

        await DialectStory.RunAsync(runtime, streaming, DialectStory.Customer, Conversation);
        await DialectStory.RunAsync(runtime, streaming, "Something else.", Conversation);

        provider.AssertNothingRefused();
        if (dialect == Dialect.Anthropic)
            Assert.Single(provider.Requests, request => request.Messages.Any(message => message.Private.Count > 0));
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_provider_that_breaks_off_ends_in_an_honest_answer(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = _ => ScriptedReply.Says("I was going to say") with { BreaksOff = true };
        using var catalog = provider.CreateCatalog();
        var journal = new InMemoryJournal();

        var turn = await DialectStory.RunAsync(
            new TeamRuntime(DialectStory.Team(), catalog.ChatClientFor, journal),
            streaming,
            "Hello?",
            Conversation
        );

        Assert.Equal(TurnOutcome.Degraded, turn.Outcome);
        Assert.Equal(FailureCause.ModelError, (await journal.ReadAsync(Conversation).ToListAsync()).OfType<AttemptFailed>().Single().Cause);
    }

    [Theory]
    [InlineData(Dialect.Anthropic, true)]
    [InlineData(Dialect.OpenAI, false)]
    [InlineData(Dialect.OpenAI, true)]
    public async Task Malformed_arguments_are_told_once_in_the_provider_s_own_form(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = request =>
            request.BringsResults ? ScriptedReply.Says("Then not.") : ScriptedReply.Calls(("transfer_to_billing", """{"summary": "Over"""));
        using var catalog = provider.CreateCatalog();

        var turn = await DialectStory.RunAsync(
            new TeamRuntime(DialectStory.Team(), catalog.ChatClientFor),
            streaming,
            "Hello?",
            Conversation
        );

        provider.AssertNothingRefused();
        Assert.Equal("Then not.", turn.FinalOutput);
    }
}
