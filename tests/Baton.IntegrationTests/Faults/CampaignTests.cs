using System.Reflection;
using Baton.IntegrationTests.Cli;

namespace Baton.IntegrationTests.Faults;

/// <summary>A small fault campaign: a real process that is killed again and again, the official SDKs, and providers that fail.</summary>
public sealed class CampaignTests
{
    private static readonly string Bench = typeof(CampaignTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Baton.Bench")
        .Value!;

    // A turn has far more time here than it needs: a machine that is busy is no failure, and the checks of time have tests of their own.
    [Fact]
    public async Task Every_turn_ends_once_whatever_fails_and_however_often_the_process_is_killed()
    {
        await using var process = CliProcess.StartProgram(
            Bench,
            Path.GetTempPath(),
            ["faults", "--turns", "80", "--seed", "7", "--at-once", "16", "--kill-after", "25", "--turn-time", "45"]
        );

        var result = await process.EndAsync(TimeSpan.FromMinutes(5));

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(0, Figure(result, "violations"));
        Assert.Equal(80, Figure(result, "turns that ended"));
        Assert.InRange(Figure(result, "kills of the process"), 2, 8);
        Assert.InRange(Figure(result, "  turns taken up again"), 1, 80);
        Assert.InRange(Figure(result, "  1 retry"), 1, int.MaxValue);
    }

    [Theory]
    [InlineData("--turns", "0")]
    [InlineData("--turns", "many")]
    [InlineData("--turns")]
    [InlineData("--speed", "9")]
    public async Task What_it_cannot_read_is_said_and_nothing_is_done(params string[] arguments)
    {
        await using var process = CliProcess.StartProgram(Bench, Path.GetTempPath(), ["faults", .. arguments]);

        var result = await process.EndAsync();

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("Usage: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    // A line of the table: its words, then its figure.
    private static int Figure(CliResult result, string words)
    {
        var line = Assert.Single(result.Lines, line => line.StartsWith(words + " ", StringComparison.Ordinal));
        return int.Parse(line[words.Length..].Trim().Split(' ')[0]);
    }
}
