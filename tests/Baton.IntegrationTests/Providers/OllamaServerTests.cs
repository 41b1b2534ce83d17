using Baton.Loopback;

namespace Baton.IntegrationTests.Providers;

public sealed class OllamaServerTests
{
    private const string User = """{"role":"user","content":"Q"}""";
    private const string Asks = """{"role":"assistant","content":"","tool_calls":[{"function":{"name":"look_up","arguments":{} } }]}""";
    private const string Result = """{"role":"tool","content":"7"}""";

    [Theory]
    [InlineData($$$"""[{"role":"system","content":"S"},{{{User}}}]""")]
    [InlineData($$$"""[{{{User}}},{{{Asks}}},{{{Result}}},{{{User}}}]""")]
    public async Task A_valid_history_is_accepted(string messages)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Ollama);

        var (status, body) = await provider.PostAsync("/api/chat", Request(messages));

        Assert.True(status == 200, body);
        provider.AssertNothingRefused();
    }

    [Theory]
    [InlineData("[]", "messages are missing")]
    [InlineData("""[{"role":"robot","content":"Q"}]""", "invalid role: robot")]
    [InlineData("""[{"role":"user","content":""}]""", "a user message is empty")]
    [InlineData($$$"""[{{{User}}},{"role":"assistant","content":""}]""", "an assistant message is empty")]
    [InlineData($$$"""[{{{User}}},{{{Asks}}}]""", "have no result")]
    [InlineData($$$"""[{{{User}}},{{{Asks}}},{{{User}}}]""", "have no result before the next message")]
    [InlineData($$$"""[{{{User}}},{{{Result}}}]""", "answers no call")]
    [InlineData($$$"""[{{{User}}},{{{Asks}}},{{{Result}}},{{{Result}}}]""", "answers no call")]
    [InlineData($$$"""[{{{User}}},{"role":"assistant","tool_calls":[{"function":{"name":"","arguments":{} } }]}]""", "has no name")]
    [InlineData(
        $$$"""[{{{User}}},{"role":"assistant","tool_calls":[{"function":{"name":"look_up","arguments":"{}"}}]}]""",
        "cannot unmarshal"
    )]
    public async Task An_invalid_history_is_refused(string messages, string because)
    {
        await RefusedAsync(Request(messages), 400, because);
    }

    [Theory]
    [InlineData("\"qwen3.5:9b\"", "\"\"", 400, "model is required")]
    [InlineData("\"qwen3.5:9b\"", "\"gone:1b\"", 404, "model 'gone:1b' not found")]
    [InlineData("\"qwen3.5:9b\"", "\"embedder:latest\"", 400, "does not support tools")]
    [InlineData("\"name\":\"look_up\"", "\"name\":\"\"", 400, "a tool has no name")]
    [InlineData("{\"type\":\"object\"}", "{\"type\":\"string\"}", 400, "parameters must be an object")]
    public async Task An_invalid_request_is_refused(string fine, string broken, int status, string because)
    {
        await RefusedAsync(Request($"[{User}]").Replace(fine, broken, StringComparison.Ordinal), status, because);
    }

    private static string Request(string messages) =>
        $$$"""
            {"model":"qwen3.5:9b","stream":false,"messages":{{{messages}}},
            "tools":[{"type":"function","function":{"name":"look_up","parameters":{"type":"object"} }}]}
            """;

    private static async Task RefusedAsync(string request, int status, string because)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Ollama);

        var (answered, body) = await provider.PostAsync("/api/chat", request);

        Assert.Equal(status, answered);
        Assert.StartsWith("{\"error\":", body, StringComparison.Ordinal);
        Assert.Contains(because, Assert.Single(provider.Refusals).Message, StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }
}
