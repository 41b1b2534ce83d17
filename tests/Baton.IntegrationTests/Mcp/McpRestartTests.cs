using System.Diagnostics;
using Baton.Mcp;
using Baton.McpServer;
using ToolServer = Baton.Mcp.McpServer;

namespace Baton.IntegrationTests.Mcp;

public sealed class McpRestartTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private readonly TimerWatch time = new();
    private readonly LogLines log = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-mcp-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        log.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_server_that_left_is_started_again_by_the_next_call()
    {
        await using var server = await StartAsync();
        var first = await server.CallAsync("process");

        var lost = await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("leave"));
        var second = await server.CallAsync("process");

        Assert.True(lost.IsOutcomeUnknown);
        Assert.NotEqual(first, second);
        Assert.Equal((1, null), (server.Health.Restarts, server.Health.DownSince));
        Assert.StartsWith("the MCP server 'warehouse' ('dotnet') ", server.Health.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_ended_is_started_again_in_the_background()
    {
        await using var server = await StartAsync();
        var process = Process.GetProcessById(int.Parse(await server.CallAsync("process"), null));

        process.Kill();
        await log.WaitForAsync("ended");
        Assert.Equal(time.GetUtcNow(), server.Health.DownSince);
        Assert.Equal(1, (await time.RunOutAsync(Longest)).TotalSeconds);
        await log.WaitForAsync("started again");

        Assert.Equal((1, null), (server.Health.Restarts, server.Health.DownSince));
    }

    [Fact]
    public async Task Starts_that_fail_are_tried_again_after_delays_that_double_up_to_the_longest()
    {
        var licence = Path.Combine(folder.FullName, "licence");
        await using var server = await StartAsync(arguments: ["--once", licence]);

        await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("leave"));
        var delays = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            delays.Add((await time.RunOutAsync(Longest)).TotalSeconds);
            await log.WaitForAsync("the licence is in use");
        }

        Assert.Equal([1, 2, 4, 4], delays);
        File.Delete(licence);
        await time.RunOutAsync(Longest);
        await log.WaitForAsync("started again");
        Assert.Equal("3", await server.CallAsync("stock", ("article", "anvil")));
    }

    [Fact]
    public async Task A_call_that_finds_no_server_was_not_sent_and_has_no_unknown_outcome()
    {
        await using var server = await StartAsync(arguments: ["--once", Path.Combine(folder.FullName, "licence")]);
        await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("leave"));

        var refused = await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("ship", ("article", "anvil")));

        Assert.Equal(
            ("warehouse cannot be reached, so 'ship' was not called. Nothing was done. It may work later.", false),
            (refused.Message, refused.IsOutcomeUnknown)
        );
    }

    [Fact]
    public async Task A_server_that_hangs_is_killed_and_started_again()
    {
        await using var server = await StartAsync();
        var first = await server.CallAsync("process");
        await SignalAsync("STOP", first);
        using var deadline = new CancellationTokenSource();

        var hanging = server.CallUntilAsync(deadline.Token, "ship", ("article", "anvil"));
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal(3, (await time.RunOutAsync(Longest)).TotalSeconds);
        await log.WaitForAsync("did not answer any more");

        Assert.NotEqual(first, await server.CallAsync("process"));
    }

    [Fact]
    public async Task A_server_that_is_slow_with_one_call_and_answers_a_ping_is_left_alone()
    {
        await using var server = await StartAsync();
        var first = await server.CallAsync("process");
        using var deadline = new CancellationTokenSource();

        var slow = server.CallUntilAsync(deadline.Token, "slow");
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);

        Assert.Equal(first, await server.CallAsync("process"));
        Assert.Equal((0, null), (server.Health.Restarts, server.Health.LastError));
    }

    [Fact]
    public async Task An_address_that_cannot_be_reached_any_more_is_tried_again_and_no_call_to_it_is_unknown()
    {
        var host = await McpHttpServer.StartAsync(Cancelled);
        var url = host.Url;
        await using var server = await ToolServer.StartAsync(
            Connection() with
            {
                Command = null,
                Arguments = [],
                Url = url,
            },
            time,
            log,
            Cancelled
        );
        await host.DisposeAsync();

        var refused = await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("ship", ("article", "anvil")));
        Assert.False(refused.IsOutcomeUnknown);
        Assert.NotNull(server.Health.DownSince);

        await using var again = await McpHttpServer.StartAsync(Cancelled, url.Port);
        Assert.Equal("anvil shipped", await server.CallAsync("ship", ("article", "anvil")));
        Assert.Null(server.Health.DownSince);
    }

    [Fact]
    public async Task A_server_that_is_stopped_stays_stopped()
    {
        var server = await StartAsync();
        await server.DisposeAsync();

        var refused = await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("process"));

        Assert.False(refused.IsOutcomeUnknown);
    }

    private static McpConnection Connection(params string[] arguments) =>
        new()
        {
            Name = "warehouse",
            Command = "dotnet",
            Arguments = [typeof(WarehouseTools).Assembly.Location, .. arguments],
            LongestRestartDelay = Longest,
            PingTimeout = TimeSpan.FromSeconds(3),
        };

    private Task<ToolServer> StartAsync(params string[] arguments) => ToolServer.StartAsync(Connection(arguments), time, log, Cancelled);

    private static async Task SignalAsync(string signal, string process)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {process}"]);
        await kill.WaitForExitAsync(Cancelled);
        Assert.Equal(0, kill.ExitCode);
    }
}
