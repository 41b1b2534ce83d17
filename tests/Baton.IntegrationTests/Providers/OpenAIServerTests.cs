using Baton.Loopback;

namespace Baton.IntegrationTests.Providers;

public sealed class OpenAIServerTests
{
    private const string User = """{"role":"user","content":"Q"}""";
    private const string Call = """{"id":"c1","type":"function","function":{"name":"look_up","arguments":"{}"}}""";
    private const string Result = """{"role":"tool","tool_call_id":"c1","content":"7"}""";

    private static readonly (string, string)[] Headers = [("Authorization", "Bearer key")];

    [Theory]
    [InlineData($$$"""[{"role":"system","content":"S"},{{{User}}},{"role":"system","content":"T"},{{{User}}}]""")]
    [InlineData($$$"""[{{{User}}},{"role":"assistant","content":null,"tool_calls":[{{{Call}}}]},{{{Result}}},{{{User}}}]""")]
    public async Task A_valid_history_is_accepted(string messages)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);

        var (status, body) = await provider.PostAsync("/v1/chat/completions", Request(messages), Headers);

        Assert.True(status == 200, body);
        provider.AssertNothingRefused();
    }

    [Theory]
    [InlineData("[]", "empty array")]
    [InlineData("""[{"role":"robot","content":"Q"}]""", "Invalid value: 'robot'")]
    [InlineData("""[{"role":"user","content":""}]""", "messages[0].content")]
    [InlineData($$$"""[{{{User}}},{"role":"assistant","content":null}]""", "messages[1].content")]
    [InlineData($$$"""[{{{User}}},{"role":"assistant","tool_calls":[{{{Call}}}]}]""", "did not have response messages: c1")]
    [InlineData(
        $$$"""[{{{User}}},{"role":"assistant","tool_calls":[{{{Call}}}]},{{{User}}},{{{Result}}}]""",
        "did not have response messages: c1"
    )]
    [InlineData($$$"""[{{{User}}},{"role":"assistant","tool_calls":[{{{Call}}},{{{Call}}}]},{{{Result}}}]""", "Duplicate value")]
    [InlineData($$$"""[{{{User}}},{{{Result}}}]""", "must be a response to a preceding message")]
    [InlineData(
        $$$"""[{{{User}}},{"role":"assistant","tool_calls":[{{{Call}}}]},{{{Result}}},{{{Result}}}]""",
        "must be a response to a preceding message"
    )]
    [InlineData(
        $$$"""[{{{User}}},{"role":"assistant","tool_calls":["""
            + $$$"""{"id":"a-call-id-of-more-than-forty-characters--","type":"function","function":"""
            + $$$"""{"name":"look_up","arguments":"{}"}}]}]""",
        "maximum length 40"
    )]
    [InlineData(
        $$$"""[{{{User}}},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":"""
            + $$$"""{"name":"look up","arguments":"{}"}}]}]""",
        "function.name"
    )]
    [InlineData(
        $$$"""[{{{User}}},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"look_up","arguments":"""
            + $$$"""{} } }]}]""",
        "valid string"
    )]
    [InlineData("""[{"role":"user","name":"two words","content":"Q"}]""", "messages[0].name")]
    public async Task An_invalid_history_is_refused(string messages, string because)
    {
        await RefusedAsync(Request(messages), because);
    }

    [Theory]
    [InlineData("\"reasoning_effort\":\"none\"", "\"seed\":1", "Function tools with reasoning_effort")]
    [InlineData("\"reasoning_effort\":\"none\"", "\"reasoning_effort\":\"none\",\"max_tokens\":9", "'max_tokens'")]
    [InlineData("\"name\":\"look_up\"", "\"name\":\"look up\"", "tools[0].function.name")]
    [InlineData("{\"type\":\"object\"}", "{\"type\":\"string\"}", "Invalid schema for function 'look_up'")]
    public async Task An_invalid_request_is_refused(string fine, string broken, string because)
    {
        await RefusedAsync(Request($"[{User}]").Replace(fine, broken, StringComparison.Ordinal), because);
    }

    [Fact]
    public async Task Who_sends_no_key_or_to_another_path_is_refused()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);

        Assert.Equal(401, (await provider.PostAsync("/v1/chat/completions", Request($"[{User}]"))).Status);
        Assert.Equal(404, (await provider.PostAsync("/chat/completions", Request($"[{User}]"), Headers)).Status);
    }

    private static string Request(string messages) =>
        $$$"""
            {"model":"gpt-6-luna","reasoning_effort":"none","messages":{{{messages}}},
            "tools":[{"type":"function","function":{"name":"look_up","parameters":{"type":"object"} }}]}
            """;

    private static async Task RefusedAsync(string request, string because)
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);

        var (status, body) = await provider.PostAsync("/v1/chat/completions", request, Headers);

        Assert.Equal(400, status);
        Assert.Contains("\"type\":\"invalid_request_error\"", body, StringComparison.Ordinal);
        Assert.Contains(because, Assert.Single(provider.Refusals).Message, StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }
}
