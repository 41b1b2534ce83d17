namespace Baton.IntegrationTests.Cli;

public sealed class StrategyTests : CliTests
{
    [Theory]
    [InlineData("sequential")]
    [InlineData("one_specialist")]
    [InlineData("coordinator")]
    public async Task The_sample_solves_both_issues_by_each_strategy(string strategy)
    {
        var result = await RunSampleAsync("--strategy", strategy);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"#1 +resolved +billing ", result.Output);
        Assert.Matches(@"#2 +resolved +technical ", result.Output);
        Assert.Equal(strategy == "one_specialist", result.Output.Contains("(suggested for technical)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_keeps_its_strategy_and_another_is_refused()
    {
        await RunSampleAsync("--strategy", "one_specialist", "--conversation", "kept");

        var refused = await RunSampleAsync("--strategy", "sequential", "--conversation", "kept", "--message", "Hello.");
        var unknown = await RunSampleAsync("--strategy", "parallel");

        Assert.Equal((2, 2), (refused.ExitCode, unknown.ExitCode));
        Assert.Contains("uses the strategy 'one_specialist', which cannot be changed", refused.Error, StringComparison.Ordinal);
        AssertClear(refused);
        AssertClear(unknown);
    }

    [Fact]
    public async Task A_conversation_closes_when_its_issues_have_ended_and_not_before()
    {
        await RunSampleAsync("--conversation", "done");
        await RunSampleAsync("--conversation", "waits", "--message", "I was charged too much.");

        var closed = await RunAsync("close", "done", "--reason", "All done.");
        var again = await RunSampleAsync("--conversation", "done", "--message", "Hello.");
        var refused = await RunAsync("close", "waits", "--reason", "Enough.");
        var nobody = await RunAsync("close", "nobody", "--reason", "Enough.");

        Assert.Equal((0, "done: closed"), (closed.ExitCode, closed.Output.Trim()));
        Assert.Equal((2, 2, 2), (again.ExitCode, refused.ExitCode, nobody.ExitCode));
        Assert.Contains("cannot be closed: not finished is #1", refused.Error, StringComparison.Ordinal);
        AssertClear(refused);
        AssertClear(nobody);
    }
}
