using Baton.Loopback;
using Baton.Providers;
using Microsoft.Extensions.AI;
using static Baton.IntegrationTests.Providers.Chats;

namespace Baton.IntegrationTests.Providers;

/// <summary>
/// Signed thinking goes back as it came, and only into the conversation and to the model that it belongs to. Blocks are rebuilt here from
/// their text and signature, as they would be from a journal.
/// </summary>
public sealed class AnthropicReasoningTests : IAsyncLifetime
{
    private LoopbackProvider provider = null!;
    private ModelCatalog catalog = null!;

    private IChatClient Client => catalog.Get(provider.Model);

    public async ValueTask InitializeAsync()
    {
        provider = await LoopbackProvider.StartAsync(Dialect.Anthropic);
        catalog = provider.CreateCatalog();
        provider.Reply = request =>
            request.BringsResults
                ? ScriptedReply.Says("Found.") with
                {
                    Thinking = "That is it.",
                }
                : ScriptedReply.Calls(("look_up", """{"id":"7"}""")) with
                {
                    Thinking = "I should look.",
                };
    }

    public ValueTask DisposeAsync()
    {
        catalog.Dispose();
        return provider.DisposeAsync();
    }

    [Theory]
    [InlineData(false, "I should look.")]
    [InlineData(true, "I should look.")]
    [InlineData(false, "")]
    [InlineData(true, "")]
    public async Task Thinking_goes_back_beside_its_calls_even_when_its_text_is_kept_from_us(bool streaming, string thinking)
    {
        provider.Reply = request =>
            request.BringsResults
                ? ScriptedReply.Says("Found.")
                : ScriptedReply.Calls(("look_up", """{"id":"7"}""")) with
                {
                    Thinking = thinking,
                };
        var reply = await Client.AskAsync(streaming, [User("Q")], FindCharge);

        var answer = await Client.AskAsync(streaming, Continue([User("Q")], reply), FindCharge);

        Assert.Equal("Found.", answer.Text);
        provider.AssertNothingRefused();
        Assert.Single(provider.Requests[1].Messages[1].Private);
    }

    [Fact]
    public async Task Thinking_is_refused_after_an_earlier_message_the_system_prompt_or_the_tools_changed()
    {
        var reply = await Client.AskAsync(false, [new(ChatRole.System, "S"), User("Q")], FindCharge);
        var other = AIFunctionFactory.Create(() => "", "other");

        await Client.AskAsync(false, Continue([new(ChatRole.System, "S"), User("Q")], reply), FindCharge);
        provider.AssertNothingRefused();
        await RefusedAsync(Continue([new(ChatRole.System, "S"), User("Q, reworded")], reply), FindCharge);
        await RefusedAsync(Continue([new(ChatRole.System, "S2"), User("Q")], reply), FindCharge);
        await RefusedAsync(Continue([new(ChatRole.System, "S"), User("Q")], reply), FindCharge, other);
    }

    [Fact]
    public async Task The_oldest_thinking_may_be_left_out_and_no_other()
    {
        List<ChatMessage> history = [User("Q")];
        for (var turn = 0; turn < 2; turn++)
        {
            history = Continue(history, await Client.AskAsync(false, history, FindCharge));
            var answer = await Client.AskAsync(false, history, FindCharge);
            history = [.. history, Rebuilt(answer), User("More?")];
        }

        await Client.AskAsync(false, Without(history, 0), FindCharge);
        await Client.AskAsync(false, Without(Without(history, 0), 0), FindCharge);
        provider.AssertNothingRefused();
        var failure = await Record.ExceptionAsync(() => Client.AskAsync(false, Without(history, 1), FindCharge));
        Assert.NotNull(failure);
        Assert.Contains("bound to a different conversation", Assert.Single(provider.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thinking_stays_with_its_model()
    {
        var reply = await Client.AskAsync(false, [User("Q")], FindCharge);

        var other = catalog.Get("anthropic/claude-haiku-5-5");
        await Assert.ThrowsAnyAsync<Exception>(() => other.AskAsync(false, Continue([User("Q")], reply), FindCharge));

        Assert.Contains("different model", Assert.Single(provider.Refusals).Message, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(List<ChatMessage> history, params AITool[] tools)
    {
        var before = provider.Refusals.Count;
        await Assert.ThrowsAnyAsync<Exception>(() => Client.AskAsync(false, history, tools));
        Assert.Equal(before + 1, provider.Refusals.Count);
        Assert.Contains("bound to a different conversation", provider.Refusals[^1].Message, StringComparison.Ordinal);
    }

    private static List<ChatMessage> Continue(List<ChatMessage> history, ChatResponse reply) =>
        [.. history, Rebuilt(reply), Tool([.. reply.CallsOf().Select(call => new FunctionResultContent(call.CallId, "charge 7"))])];

    private static ChatMessage Rebuilt(ChatResponse reply) =>
        Assistant([.. reply.Messages.SelectMany(message => message.Contents).Select(Rebuilt)]);

    private static AIContent Rebuilt(AIContent content) =>
        content switch
        {
            TextReasoningContent thought => new TextReasoningContent(thought.Text) { ProtectedData = thought.ProtectedData },
            FunctionCallContent call => new FunctionCallContent(call.CallId, call.Name, call.Arguments),
            _ => content,
        };

    private static List<ChatMessage> Without(List<ChatMessage> history, int thought)
    {
        var left = thought;
        return
        [
            .. history.Select(message => new ChatMessage(
                message.Role,
                [.. message.Contents.Where(content => content is not TextReasoningContent || left-- != 0)]
            )),
        ];
    }
}
