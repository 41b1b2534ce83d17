using Baton.Loopback;

namespace Baton.IntegrationTests.Providers;

public sealed class AnthropicServerTests
{
    private const string Use = """{"type":"tool_use","id":"c1","name":"look_up","input":{}}""";
    private const string Result = """{"type":"tool_result","tool_use_id":"c1","content":"7"}""";

    private static readonly (string, string)[] Headers = [("x-api-key", "key"), ("anthropic-version", "2023-06-01")];

    [Theory]
    [InlineData("""[{"role":"user","content":"Q"}]""")]
    [InlineData("""[{"role":"user","content":"Q"},{"role":"user","content":[{"type":"text","text":"R"}]}]""")]
    [InlineData(
        $$$"""[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}}]},{"role":"user","content":[{{{Result}}},"""
            + $$$"""{"type":"text","text":"R"}]}]"""
    )]
    public async Task A_valid_history_is_accepted(string messages)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Anthropic);

        var (status, body) = await provider.PostAsync("/v1/messages", Request(messages), Headers);

        Assert.True(status == 200, body);
        provider.AssertNothingRefused();
    }

    [Theory]
    [InlineData("""[]""", "at least one message")]
    [InlineData("""[{"role":"assistant","content":"A"},{"role":"user","content":"Q"}]""", "first message must use the \"user\" role")]
    [InlineData("""[{"role":"system","content":"S"},{"role":"user","content":"Q"}]""", "Unexpected role \"system\"")]
    [InlineData("""[{"role":"user","content":"Q"},{"role":"tool","content":"T"}]""", "Unexpected role \"tool\"")]
    [InlineData("""[{"role":"user","content":""}]""", "must be non-empty")]
    [InlineData("""[{"role":"user","content":[]}]""", "must have non-empty content")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":" \n"}]}]""", "non-whitespace")]
    [InlineData("""[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]""", "prefill")]
    [InlineData(
        $$$"""[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}}]}]""",
        "without `tool_result` blocks immediately after: c1"
    )]
    [InlineData(
        $$$"""[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}}]},{"role":"user","content":"R"}]""",
        "without `tool_result`"
    )]
    [InlineData(
        $$$"""[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}}]},{"role":"user","content":["""
            + $$$"""{"type":"text","text":"R"},{{{Result}}}]}]""",
        "without `tool_result`"
    )]
    [InlineData(
        $$$"""[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}}]},{"role":"user","content":"R"},"""
            + $$$"""{"role":"user","content":[{{{Result}}}]}]""",
        "without `tool_result`"
    )]
    [InlineData(
        $$$"""[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}}]},{"role":"user","content":"""
            + $$$"""[{{{Result}}},{{{Result}}}]}]""",
        "single result"
    )]
    [InlineData(
        $$$"""[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}},{{{Use}}}]},{"role":"user","content":"""
            + $$$"""[{{{Result}}}]}]""",
        "ids must be unique"
    )]
    [InlineData($$$"""[{"role":"user","content":[{{{Result}}}]}]""", "unexpected `tool_use_id`")]
    [InlineData($$$"""[{"role":"user","content":[{{{Use}}}]}]""", "`tool_use` blocks are not allowed in user messages")]
    [InlineData(
        """[{"role":"user","content":"Q"},{"role":"assistant","content":[{"type":"tool_use","id":"c 1","name":"look_up","input":{}}]}]""",
        "tool_use.id"
    )]
    [InlineData(
        """[{"role":"user","content":"Q"},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"look up","input":{}}]}]""",
        "tool_use.name"
    )]
    [InlineData(
        """[{"role":"user","content":"Q"},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"look_up","input":"7"}]}]""",
        "valid dictionary"
    )]
    [InlineData(
        """[{"role":"user","content":"Q"},{"role":"assistant","content":[{"type":"thinking","thinking":"T","signature":"made-up"}]},"""
            + """{"role":"user","content":"R"}]""",
        "Invalid `signature`"
    )]
    [InlineData(
        """[{"role":"user","content":"Q"},{"role":"assistant","content":[{"type":"redacted_thinking","data":"made-up"}]},"""
            + """{"role":"user","content":"R"}]""",
        "Invalid `data`"
    )]
    public async Task An_invalid_history_is_refused(string messages, string because)
    {
        await RefusedAsync(Request(messages), because);
    }

    [Theory]
    [InlineData("\"max_tokens\":100", "\"max_tokens\":null", "max_tokens: Field required")]
    [InlineData("\"max_tokens\":100", "\"max_tokens\":100,\"temperature\":0", "`temperature` is not supported")]
    [InlineData("\"max_tokens\":100", "\"max_tokens\":100,\"thinking\":{\"type\":\"disabled\"}", "thinking.type.disabled")]
    [InlineData("\"max_tokens\":100", "\"max_tokens\":100,\"tool_choice\":{\"type\":\"any\"}", "tool_choice")]
    [InlineData(
        "\"max_tokens\":100",
        "\"max_tokens\":100,\"system\":[{\"type\":\"text\",\"text\":\"\"}]",
        "system: text content blocks must be non-empty"
    )]
    [InlineData("\"name\":\"look_up\"", "\"name\":\"look up\"", "tools.0.custom.name")]
    [InlineData("\"name\":\"other\"", "\"name\":\"look_up\"", "Tool names must be unique")]
    [InlineData("{\"type\":\"object\"}", "{\"type\":\"string\"}", "input_schema")]
    public async Task An_invalid_request_is_refused(string fine, string broken, string because)
    {
        await RefusedAsync(Request("""[{"role":"user","content":"Q"}]""").Replace(fine, broken, StringComparison.Ordinal), because);
    }

    [Fact]
    public async Task Calls_in_a_history_need_tools_on_offer()
    {
        var request =
            $$$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":[{{{Use}}}]},"""
            + $$$"""{"role":"user","content":[{{{Result}}}]}]}""";
        await RefusedAsync(request, "must define tools");
    }

    [Fact]
    public async Task Who_sends_no_key_no_version_or_to_another_path_is_refused()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Anthropic);
        var request = Request("""[{"role":"user","content":"Q"}]""");

        Assert.Equal(401, (await provider.PostAsync("/v1/messages", request, ("anthropic-version", "2023-06-01"))).Status);
        Assert.Equal(400, (await provider.PostAsync("/v1/messages", request, ("x-api-key", "key"))).Status);
        Assert.Equal(404, (await provider.PostAsync("/messages", request, Headers)).Status);
        Assert.Equal([401, 400, 404], provider.Refusals.Select(refusal => refusal.Status));
    }

    private static string Request(string messages) =>
        $$$"""
            {"model":"claude-sonnet-5-5","max_tokens":100,"messages":{{{messages}}},
            "tools":[{"name":"look_up","input_schema":{"type":"object"}},{"name":"other","input_schema":{"type":"object"}}]}
            """;

    private static async Task RefusedAsync(string request, string because)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.Anthropic);

        var (status, body) = await provider.PostAsync("/v1/messages", request, Headers);

        Assert.Equal(400, status);
        Assert.Contains("\"type\":\"invalid_request_error\"", body, StringComparison.Ordinal);
        Assert.Contains(because, Assert.Single(provider.Refusals).Message, StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }
}
