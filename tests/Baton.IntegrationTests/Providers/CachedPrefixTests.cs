using System.Text.Json;
using Baton.Loopback;
using Microsoft.Extensions.AI;
using static Baton.IntegrationTests.Providers.Chats;

namespace Baton.IntegrationTests.Providers;

public sealed class CachedPrefixTests
{
    private static readonly ChatMessage System = new(ChatRole.System, "You see to charges.");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_system_message_and_the_last_message_are_marked_for_Anthropic(bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Anthropic);
        using var catalog = provider.CreateCatalog();
        List<ChatMessage> history = [System, User("Q")];

        await catalog.Get(provider.Model).AskAsync(streaming, history, FindCharge);
        history.AddRange([Assistant(Call("c1")), Tool(new FunctionResultContent("c1", "7"))]);
        await catalog.Get(provider.Model).AskAsync(streaming, history, FindCharge);

        provider.AssertNothingRefused();
        Assert.Equal(["system.0", "messages.0.0"], Marks(provider.Requests[0]));
        Assert.Equal(["system.0", "messages.2.0"], Marks(provider.Requests[1]));
    }

    [Fact]
    public async Task The_caller_s_messages_stay_as_they_are()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Anthropic);
        using var catalog = provider.CreateCatalog();
        List<ChatMessage> history = [System, User("Q")];

        await catalog.Get(provider.Model).AskAsync(false, history, FindCharge);

        Assert.All(history.SelectMany(message => message.Contents), content => Assert.Null(content.AdditionalProperties));
    }

    [Theory]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task Nothing_is_marked_for_others(Dialect dialect)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();

        await catalog.Get(provider.Model).AskAsync(false, [System, User("Q")], FindCharge);

        Assert.DoesNotContain("cache_control", Assert.Single(provider.Requests).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Anthropic, false)]
    [InlineData(Dialect.Anthropic, true)]
    [InlineData(Dialect.OpenAI, false)]
    [InlineData(Dialect.OpenAI, true)]
    public async Task Tokens_from_the_cache_are_among_the_tokens_read(Dialect dialect, bool streaming)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        using var catalog = provider.CreateCatalog();
        provider.Reply = _ => ScriptedReply.Says("A") with { InputTokens = 1_000, CachedTokens = 800, OutputTokens = 20 };

        var response = await catalog.Get(provider.Model).AskAsync(streaming, [System, User("Q")]);

        Assert.Equal(
            (1_000, 800, 20),
            (response.Usage?.InputTokenCount, response.Usage?.CachedInputTokenCount, response.Usage?.OutputTokenCount)
        );
    }

    // Where the marked blocks stand in the body.
    private static IEnumerable<string> Marks(ParsedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var marks = new List<string>();
        var blocks = body.RootElement.GetProperty("system").EnumerateArray().Index().Select(block => ($"system.{block.Index}", block.Item));
        foreach (var (index, message) in body.RootElement.GetProperty("messages").EnumerateArray().Index())
            blocks = blocks.Concat(BlocksOf(message).Index().Select(block => ($"messages.{index}.{block.Index}", block.Item)));
        foreach (var (place, block) in blocks)
        {
            if (block.TryGetProperty("cache_control", out var mark))
                marks.Add(mark.GetProperty("type").GetString() == "ephemeral" ? place : $"{place} {mark}");
        }

        return marks;
    }

    private static IEnumerable<JsonElement> BlocksOf(JsonElement message) =>
        message.GetProperty("content") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
