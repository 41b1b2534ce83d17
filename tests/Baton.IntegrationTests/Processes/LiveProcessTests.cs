using System.Globalization;
using System.Reflection;
using Baton.IntegrationTests.Cli;
using Baton.Tests;

namespace Baton.IntegrationTests.Processes;

/// <summary>
/// Live processes on one store, which take messages of the same conversations at the same time: nothing is unknown where nobody died, and
/// nothing runs twice or throws whatever happens.
/// </summary>
public sealed class LiveProcessTests
{
    private static readonly string Bench = typeof(LiveProcessTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Baton.Bench")
        .Value!;

    [Theory]
    [InlineData(2, "--approvals", "10")]
    [InlineData(3, "--approvals", "0")]
    [InlineData(3, "--stops", "2", "--approvals", "0")]
    public async Task Where_nobody_dies_every_outcome_is_known(int processes, params string[] options)
    {
        var result = await RunAsync(1000, processes, options);

        Assert.Equal(0, Figure(result, "payments with an unknown outcome"));
        Assert.Equal(0, Figure(result, "bookings with an unknown outcome"));
        Assert.Equal(0, Figure(result, "bookings repeated under their key"));
    }

    [Fact]
    public async Task Killed_again_and_again_they_lose_double_and_throw_nothing()
    {
        const int kills = 3;
        var result = await RunAsync(1000, processes: 2, "--kills", $"{kills}", "--approvals", "0");

        // A process that is killed has at most one payment and one booking under way in each of the 4 conversations.
        Assert.InRange(Figure(result, "payments with an unknown outcome"), 0, kills * 4);
        Assert.InRange(Figure(result, "bookings with an unknown outcome"), 0, kills * 4);
    }

    [Fact]
    public async Task Paused_for_longer_than_a_lease_lives_one_does_nothing_that_another_has_taken_over()
    {
        var result = await RunAsync(500, processes: 3, "--pauses", "1", "--approvals", "0");

        Assert.InRange(Figure(result, "longest wait of a customer in ms"), 0, 30_000);
    }

    // Its exit code says whether every promise was kept.
    private static async Task<CliResult> RunAsync(int payments, int processes, params string[] options)
    {
        string[] size = ["processes", "--payments", $"{Cases.Of(payments)}", "--processes", $"{processes}"];
        await using var process = CliProcess.StartProgram(Bench, Path.GetTempPath(), [.. size, .. options]);

        var result = await process.EndAsync(TimeSpan.FromMinutes(10));

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(Cases.Of(payments), Figure(result, "payments"));
        return result;
    }

    // A line of the table: its words, then its figure.
    private static double Figure(CliResult result, string words)
    {
        var line = Assert.Single(result.Lines, line => line.StartsWith(words + "  ", StringComparison.Ordinal));
        return double.Parse(line[words.Length..], CultureInfo.InvariantCulture);
    }
}
