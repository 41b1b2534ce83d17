using Baton.Loopback;
using Microsoft.Extensions.AI;
using static Baton.IntegrationTests.Providers.Chats;

namespace Baton.IntegrationTests.Providers;

/// <summary>How the SDKs write a history down: the facts that whoever builds histories must respect.</summary>
public sealed class HistoryMappingTests
{
    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task Messages_of_one_role_may_follow_each_other_and_hold_several_texts(Dialect dialect, bool streaming)
    {
        var request = await AcceptedAsync(
            dialect,
            streaming,
            User("one"),
            User("two"),
            Assistant(new TextContent("three")),
            Assistant(new TextContent("four"), new TextContent("five")),
            User("six")
        );

        Assert.Equal(["user", "user", "assistant", "assistant", "user"], request.Messages.Select(message => message.Role));
        // Ollama has one text for a message, so OllamaSharp joins them with nothing between.
        Assert.Equal(dialect == Dialect.Ollama ? "fourfive" : "four\nfive", request.Messages[3].Text);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task Calls_need_no_text_beside_them_and_all_results_fit_one_message(Dialect dialect, bool streaming)
    {
        var request = await AcceptedAsync(
            dialect,
            streaming,
            User("Q"),
            Assistant(Call("c1"), Call("c2")),
            Tool(new FunctionResultContent("c1", "first"), new FunctionResultContent("c2", "second")),
            User("And?")
        );

        Assert.Equal(["user", "assistant", "tool", "user"], request.Messages.Select(message => message.Role));
        Assert.Equal([("c1", "first"), ("c2", "second")], request.Messages[2].Results.Select(result => (result.CallId, result.Content)));
    }

    [Theory]
    [InlineData(Dialect.Anthropic, false)]
    [InlineData(Dialect.OpenAI, true)]
    [InlineData(Dialect.Ollama, true)]
    public async Task Results_of_one_reply_in_two_messages_are_refused_by_Anthropic(Dialect dialect, bool accepted)
    {
        var refusal = await RefusalAsync(
            dialect,
            User("Q"),
            Assistant(Call("c1"), Call("c2")),
            Tool(new FunctionResultContent("c1", "first")),
            Tool(new FunctionResultContent("c2", "second"))
        );

        Assert.Equal(accepted, refusal is null);
    }

    [Theory]
    [InlineData(Dialect.Anthropic, false)]
    [InlineData(Dialect.OpenAI, true)]
    [InlineData(Dialect.Ollama, true)]
    public async Task A_system_message_after_the_first_others_is_refused_by_Anthropic(Dialect dialect, bool accepted)
    {
        var refusal = await RefusalAsync(dialect, User("Q"), Assistant(new TextContent("A")), new(ChatRole.System, "Later."), User("R"));

        Assert.Equal(accepted, refusal is null);
    }

    [Theory]
    [InlineData(Dialect.Anthropic, true)]
    [InlineData(Dialect.OpenAI, true)]
    [InlineData(Dialect.Ollama, false)]
    public async Task A_call_without_arguments_is_refused_by_Ollama(Dialect dialect, bool accepted)
    {
        var refusal = await RefusalAsync(
            dialect,
            User("Q"),
            Assistant(new FunctionCallContent("c1", "look_up")),
            Tool(new FunctionResultContent("c1", "none"))
        );

        Assert.Equal(accepted, refusal is null);
    }

    [Theory]
    [InlineData(Dialect.Anthropic, true)]
    [InlineData(Dialect.OpenAI, false)]
    [InlineData(Dialect.Ollama, true)]
    public async Task An_empty_reply_in_a_history_is_refused_by_OpenAI(Dialect dialect, bool accepted)
    {
        var refusal = await RefusalAsync(dialect, User("Q"), Assistant(new TextContent("")), User("R"));

        Assert.Equal(accepted, refusal is null);
    }

    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task A_call_without_a_result_and_a_result_without_a_call_are_refused_everywhere(Dialect dialect)
    {
        Assert.NotNull(await RefusalAsync(dialect, User("Q"), Assistant(Call("c1")), User("R")));
        Assert.NotNull(await RefusalAsync(dialect, User("Q"), Assistant(Call("c1"))));
        Assert.NotNull(await RefusalAsync(dialect, User("Q"), Tool(new FunctionResultContent("c1", "orphan")), User("R")));
    }

    [Theory]
    [InlineData(Dialect.Anthropic, false)]
    [InlineData(Dialect.OpenAI, true)]
    [InlineData(Dialect.Ollama, false)]
    public async Task Only_OpenAI_is_told_an_authors_name_without_what_it_does_not_take(Dialect dialect, bool told)
    {
        var words = Assistant(new TextContent("A"));
        words.AuthorName = "Second Line";
        var request = await AcceptedAsync(dialect, streaming: false, User("Q"), words, User("R"));

        Assert.Equal(told, request.Body.Contains("SecondLine", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Dialect.Anthropic, false)]
    [InlineData(Dialect.OpenAI, true)]
    [InlineData(Dialect.Ollama, true)]
    public async Task A_temperature_is_left_out_for_Anthropic(Dialect dialect, bool sent)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();

        await catalog.Get(provider.Model).GetResponseAsync([User("Q")], new() { Temperature = 0.5f });

        provider.AssertNothingRefused();
        Assert.Equal(sent, provider.Requests[0].Body.Contains("temperature", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Dialect.Anthropic, true)]
    [InlineData(Dialect.OpenAI, false)]
    [InlineData(Dialect.Ollama, false)]
    public async Task Only_Anthropic_is_told_that_a_result_is_an_error(Dialect dialect, bool told)
    {
        var failed = new FunctionResultContent("c1", "The ledger is closed.") { Exception = new InvalidOperationException("with secrets") };
        var request = await AcceptedAsync(dialect, streaming: false, User("Q"), Assistant(Call("c1")), Tool(failed));

        Assert.Equal(("The ledger is closed.", told), (request.Results[0].Content, request.Results[0].IsError));
        Assert.False(request.Mentions("secrets"));
    }

    [Theory]
    [InlineData(Dialect.Anthropic, true)]
    [InlineData(Dialect.OpenAI, false)]
    [InlineData(Dialect.Ollama, true)]
    public async Task Another_providers_reasoning_is_passed_on_by_the_SDKs_so_the_history_must_leave_it_out(Dialect dialect, bool passedOn)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        var foreign = new TextReasoningContent("A private thought.") { ProtectedData = "of-someone-else" };
        var asked = catalog.Get(provider.Model).AskAsync(false, [User("Q"), Assistant(foreign, new TextContent("A")), User("R")]);

        if (dialect == Dialect.Anthropic)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => asked);
            Assert.Contains("Invalid `signature`", Assert.Single(provider.Refusals).Message, StringComparison.Ordinal);
            return;
        }
        await asked;
        Assert.Equal(passedOn, provider.Requests[0].Body.Contains("private thought", StringComparison.Ordinal));
    }

    private static async Task<ParsedRequest> AcceptedAsync(Dialect dialect, bool streaming, params List<ChatMessage> history)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        await catalog.Get(provider.Model).AskAsync(streaming, history, FindCharge);
        provider.AssertNothingRefused();
        return Assert.Single(provider.Requests);
    }

    private static async Task<Refusal?> RefusalAsync(Dialect dialect, params List<ChatMessage> history)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        var failure = await Record.ExceptionAsync(() => catalog.Get(provider.Model).AskAsync(false, history, FindCharge));
        Assert.Equal(failure is null, provider.Refusals.Count == 0);
        return provider.Refusals.SingleOrDefault();
    }
}
