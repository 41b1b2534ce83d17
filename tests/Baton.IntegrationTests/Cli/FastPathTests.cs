namespace Baton.IntegrationTests.Cli;

public sealed class FastPathTests : CliTests
{
    [Fact]
    public async Task The_sample_is_served_without_a_call_of_triage_and_shows_why()
    {
        var result = await RunSampleAsync("--fast-path", "0.9", "--conversation", "fast");
        var handoffs = await RunAsync("show", "fast", "--handoffs");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("router: billing, confidence 0.99; technical, confidence 0.99", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("triage holds the baton", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"#1 +resolved +billing ", result.Output);
        Assert.Matches(@"#2 +resolved +technical ", result.Output);
        Assert.Contains("--fast-path 0.9 --message", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"decided by +the fast path; chosen by the router [0-9a-f]{12} instead of triage, confidence 0.99", handoffs.Output);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("95")]
    [InlineData("-0.5")]
    [InlineData("high")]
    public async Task A_confidence_that_is_none_is_refused(string confidence)
    {
        var result = await RunSampleAsync("--fast-path", confidence);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--fast-path", result.Error, StringComparison.Ordinal);
        AssertClear(result);
    }
}
