using Baton.Loopback;

namespace Baton.IntegrationTests.Cli;

/// <summary>
/// The command line with each provider's official SDK: also where it was compiled ahead of time, which these SDKs warn about.
/// </summary>
public sealed class ProviderTests : CliTests
{
    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task A_model_hands_over_and_looks_up_with_any_provider(Dialect dialect)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = request =>
            request.BringsResults ? ScriptedReply.Says("It was $49.99.")
            : request.Offers("transfer_to_billing")
                ? ScriptedReply.Calls(
                    ("transfer_to_billing", """{"summary":"A charge is asked about.","issues":["What was I charged?"]}""")
                )
            : ScriptedReply.Calls(("find_charge", """{"amount":"49.99"}"""));

        // A process of its own, because it has settings of its own for what .NET may do.
        await using var process = CliProcess.Start(
            Folder,
            ["run", Sample, "--model", provider.Model, "--message", "What was I charged?"],
            provider.Environment
        );
        var result = await process.EndAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("triage -> billing  routed", result.Output, StringComparison.Ordinal);
        Assert.Contains("find_charge ok rows: [{invoice: INV-20417, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("It was $49.99.", result.Output[result.Output.IndexOf("reply to the customer:", StringComparison.Ordinal)..]);
        provider.AssertNothingRefused();
    }

    [Fact]
    public async Task A_conversation_s_cost_is_shown_where_the_team_file_has_prices()
    {
        await using var provider = await LoopbackProvider.StartAsync(Dialect.OpenAI);
        provider.Reply = request =>
            request.Offers("transfer_to_billing")
                ? ScriptedReply.Calls(("transfer_to_billing", """{"summary":"A charge.","issues":["A charge"]}""")) with
                {
                    InputTokens = 2_000,
                    OutputTokens = 100,
                }
                : ScriptedReply.Says("It was $49.99.") with
                {
                    InputTokens = 4_000,
                    CachedTokens = 3_000,
                    OutputTokens = 50,
                };
        File.WriteAllText(
            Path.Combine(Folder, "team.yaml"),
            $$"""
            name: shop
            entry: triage
            prices:
              currency: EUR
              {{provider.Model}}: {input: 2, cached_input: 0.5, output: 10}
            agents:
              triage: {instructions: Pass the customer on., handoffs: [billing]}
              billing: {description: Charges., instructions: See to charges.}
            """
        );
        var run = CliProcess.Start(
            Folder,
            ["run", "team.yaml", "--model", provider.Model, "--conversation", "c1", "--message", "What was I charged?"],
            provider.Environment
        );
        await using (run)
            Assert.Equal(0, (await run.EndAsync()).ExitCode);

        await using var show = CliProcess.Start(Folder, ["show", "c1"], provider.Environment);
        var shown = (await show.EndAsync()).Output;

        // 2,000 x 2 + 100 x 10 millionths; 1,000 x 2 + 3,000 x 0.5 + 50 x 10 millionths.
        Assert.Matches(@"agent +in +cached +out +cost +model", shown);
        Assert.Matches(@"triage +2,000 +0 +100 +0\.005 EUR", shown);
        Assert.Matches(@"billing +4,000 +3,000 +50 +0\.004 EUR", shown);
        Assert.Contains("together 0.009 EUR", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task A_model_that_fills_every_argument_with_junk_serves_the_customer(Dialect dialect)
    {
        const string junk = """
            "confidence":"very","priority":7,"notes":{"a":[1]},"alternatives":"nobody, none","limits":"none","strategy":"all","category":null,"mood":"bad"
            """;
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = request =>
            request.BringsResults ? ScriptedReply.Says("It was $49.99.")
            : request.Offers("transfer_to_billing")
                ? ScriptedReply.Calls(("transfer_to_billing", $$"""{"summary":"A charge.","issues":"What was I charged?",{{junk}}}"""))
            : ScriptedReply.Calls(("find_charge", """{"Amount":49.99,"currency":"none"}"""));

        await ServesAsync(provider);
    }

    [Theory]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.OpenAI)]
    [InlineData(Dialect.Ollama)]
    public async Task A_model_that_writes_its_calls_as_text_serves_the_customer(Dialect dialect)
    {
        await using var provider = await LoopbackProvider.StartAsync(dialect);
        provider.Reply = request =>
            ScriptedReply.Says(
                request.BringsResults ? "<think>Found it.</think>It was $49.99.<|im_end|>"
                : request.Offers("transfer_to_billing")
                    ? "<tool_call>\n{\"name\": \"transfer_to_billing\", \"arguments\": {\"summary\": \"A charge.\"}}\n</tool_call>"
                : "```json\n{\"name\": \"find_charge\", \"arguments\": {\"amount\": \"49.99\"}}\n```"
            );

        await ServesAsync(provider);
    }

    private async Task ServesAsync(LoopbackProvider provider)
    {
        await using var process = CliProcess.Start(
            Folder,
            ["run", Sample, "--model", provider.Model, "--message", "What was I charged?"],
            provider.Environment
        );
        var result = await process.EndAsync();

        Assert.True(result is { ExitCode: 0, Error: "" }, result.Output + result.Error);
        Assert.Contains("triage -> billing  routed", result.Output, StringComparison.Ordinal);
        var reply = result.Output[result.Output.IndexOf("reply to the customer:", StringComparison.Ordinal)..];
        Assert.Contains("It was $49.99.", reply, StringComparison.Ordinal);
        Assert.DoesNotMatch("transfer_to|tool_call|think>|im_end|[{}]", reply[..reply.IndexOf("issues", StringComparison.Ordinal)]);
        provider.AssertNothingRefused();
    }
}
