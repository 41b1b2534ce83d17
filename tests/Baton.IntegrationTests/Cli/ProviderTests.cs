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
}
