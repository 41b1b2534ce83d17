using Baton.Loopback;
using Baton.Teams.Handoffs;
using Microsoft.Extensions.AI;
using static Baton.IntegrationTests.Providers.Chats;

namespace Baton.IntegrationTests.Providers;

/// <summary>The official SDKs against the strict loopback providers: what every agent may rely on, whoever its provider is.</summary>
public sealed class DialectTests
{
    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_text_arrives_whole_with_its_usage_and_its_end(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => ScriptedReply.Says("You were charged $49.99 – sorry 🙁.") with { InputTokens = 123, OutputTokens = 45 };

        var response = await catalog
            .Get(provider.Model)
            .AskAsync(streaming, [new(ChatRole.System, "You are Billing."), User("What was I charged?")]);

        Assert.Equal("You were charged $49.99 – sorry 🙁.", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal((123, 45), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount));
        provider.AssertNothingRefused();
        var request = Assert.Single(provider.Requests);
        Assert.Equal((provider.Model, streaming), ($"{dialect.ToString().ToLowerInvariant()}/{request.Model}", request.Streaming));
        Assert.Equal("You are Billing.", request.System);
        Assert.Equal("What was I charged?", request.Last.Text);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task Parallel_calls_their_results_and_the_answer_make_a_round(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = request =>
            request.BringsResults
                ? ScriptedReply.Says("Both found.")
                : ScriptedReply.Calls(("look_up", """{"id":"1"}"""), ("look_up", """{"id":"2"}""")) with
                {
                    Text = "Let me look.",
                };
        var client = catalog.Get(provider.Model);

        var reply = await client.AskAsync(streaming, [User("Two charges?")], FindCharge);
        var calls = reply.CallsOf();
        Assert.Equal(["1", "2"], calls.Select(call => call.Arguments!["id"]!.ToString()));
        Assert.Equal(2, calls.Select(call => call.CallId).Distinct().Count());
        Assert.Equal("Let me look.", reply.Text);

        List<ChatMessage> history =
        [
            User("Two charges?"),
            Assistant([
                new TextContent(reply.Text),
                .. calls.Select(call => new FunctionCallContent(call.CallId, call.Name, call.Arguments)),
            ]),
            Tool([.. calls.Select(call => new FunctionResultContent(call.CallId, $"charge {call.Arguments!["id"]}"))]),
        ];
        var answer = await client.AskAsync(streaming, history, FindCharge);

        Assert.Equal("Both found.", answer.Text);
        provider.AssertNothingRefused();
        var second = provider.Requests[1];
        Assert.True(second.Offers("look_up"));
        Assert.Equal(["look_up", "look_up"], second.Messages[1].Calls.Select(call => call.Name));
        Assert.Equal(["charge 1", "charge 2"], second.Results.Select(result => result.Content));
        Assert.DoesNotContain("parallel", second.Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_transfer_is_offered_as_a_tool_like_any_other(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => ScriptedReply.Calls(("transfer_to_billing", """{"summary":"A charge is wrong.","confidence":0.9}"""));
        var billing = new TransferTool(new Agent { Name = "Billing", Description = "Charges and refunds." });

        var response = await catalog.Get(provider.Model).AskAsync(streaming, [User("Q")], FindCharge, billing);

        provider.AssertNothingRefused();
        var request = Assert.Single(provider.Requests);
        Assert.Equal(["look_up", "transfer_to_billing"], request.Tools);
        Assert.Contains("Charges and refunds.", request.Body, StringComparison.Ordinal);
        var call = Assert.Single(response.CallsOf());
        Assert.Equal(("transfer_to_billing", "A charge is wrong."), (call.Name, call.Arguments!["summary"]!.ToString()));
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task The_reason_to_finish_is_told(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        var client = catalog.Get(provider.Model);

        provider.Reply = _ => ScriptedReply.Says("It goes on and") with { End = ReplyEnd.Length };
        Assert.Equal(ChatFinishReason.Length, (await client.AskAsync(streaming, [User("Q")])).FinishReason);

        // Ollama has no words for a refusal and for calls: both end with "stop" there, so the calls themselves have to be looked at.
        provider.Reply = _ => ScriptedReply.Says("No.") with { End = ReplyEnd.Refusal };
        var refused = (await client.AskAsync(streaming, [User("Q")])).FinishReason;
        Assert.Equal(dialect == Dialect.Ollama ? ChatFinishReason.Stop : ChatFinishReason.ContentFilter, refused);

        provider.Reply = _ => ScriptedReply.Calls(("look_up", """{"id":"1"}"""));
        var called = (await client.AskAsync(streaming, [User("Q")], FindCharge)).FinishReason;
        Assert.Equal(dialect == Dialect.Ollama ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls, called);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task Malformed_arguments_arrive_as_a_call_with_an_error_and_without_arguments(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => ScriptedReply.Calls(("look_up", """{"id": "1" """), ("look_up", """{"id":"2"}"""));
        var client = catalog.Get(provider.Model);
        if (!ScriptedReply.CanBeMalformed(dialect, streaming))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => client.AskAsync(streaming, [User("Q")], FindCharge));
            Assert.Equal(500, Assert.Single(provider.Refusals).Status);
            return;
        }

        var calls = (await client.AskAsync(streaming, [User("Q")], FindCharge)).CallsOf();

        Assert.Equal("look_up", calls[0].Name);
        Assert.Null(calls[0].Arguments);
        Assert.NotNull(calls[0].Exception);
        Assert.Equal("2", calls[1].Arguments!["id"]!.ToString());
        Assert.Null(calls[1].Exception);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task An_empty_reply_is_empty_and_no_failure(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => new();

        var response = await catalog.Get(provider.Model).AskAsync(streaming, [User("Q")]);

        Assert.Equal(("", 0), (response.Text, response.CallsOf().Count));
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_failure_is_one_request_and_an_exception(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => ScriptedReply.Fails(500, "The model crashed.");

        await Assert.ThrowsAnyAsync<Exception>(() => catalog.Get(provider.Model).AskAsync(streaming, [User("Q")]));

        Assert.Single(provider.Requests);
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_connection_that_breaks_off_is_never_a_short_answer(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => ScriptedReply.Says("Your refund of $20.00 is on its way.") with { BreaksOff = true };

        await Assert.ThrowsAnyAsync<Exception>(() => catalog.Get(provider.Model).AskAsync(streaming, [User("Q")]));
    }

    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task An_error_in_the_middle_of_a_stream_is_never_a_short_answer(Dialect dialect)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => ScriptedReply.Says("Your refund of $20.00 is on its way.") with { FailsMidway = "Overloaded" };

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => catalog.Get(provider.Model).AskAsync(streaming: true, [User("Q")]));

        Assert.True(failure is IOException || failure.Message.Contains("Overloaded", StringComparison.Ordinal), failure.ToString());
    }

    [Theory, MemberData(nameof(Chats.Everywhere), MemberType = typeof(Chats))]
    public async Task A_call_can_be_cancelled_while_the_provider_thinks(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        using var cancel = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        provider.Reply = _ =>
        {
            cancel.Cancel();
            return ScriptedReply.Says("Too late.") with { Gate = gate.Task };
        };
        var client = catalog.Get(provider.Model);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            streaming
                ? client.GetStreamingResponseAsync([User("Q")], cancellationToken: cancel.Token).ToChatResponseAsync(cancel.Token)
                : client.GetResponseAsync([User("Q")], cancellationToken: cancel.Token)
        );
    }
}
