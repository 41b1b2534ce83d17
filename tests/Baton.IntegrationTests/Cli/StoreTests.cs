using System.Text;
using Baton.Cli.Serving;
using Baton.Mcp;

namespace Baton.IntegrationTests.Cli;

/// <summary>What the command line says of a store: <c>show</c> and <c>verify</c>.</summary>
public sealed class StoreTests : CliTests
{
    [Fact]
    public async Task Show_tells_a_conversation_as_run_did()
    {
        var run = await RunSampleAsync("--conversation", "told");

        var shown = await RunAsync("show", "told");

        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        // But for how to go on: who shows a conversation need not have the team's file.
        Assert.Equal(run.Lines[..^1], shown.Lines);
    }

    [Fact]
    public async Task Status_tells_how_each_model_did()
    {
        await RunSampleAsync("--conversation", "told");

        var status = await RunAsync("status");
        var lines = await RunAsync("status", "--json");

        Assert.Equal((0, ""), (status.ExitCode, status.Error));
        Assert.Contains(
            status.Lines,
            line =>
                line.StartsWith("billing, offline model: ", StringComparison.Ordinal)
                && line.Contains("succeeded, median", StringComparison.Ordinal)
        );
        Assert.Equal("from 1 conversation", status.Lines[^1]);
        Assert.Contains(
            lines.Lines,
            line => line.StartsWith("""{"participant":"billing","model":"baton/offline","attempts":""", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Status_tells_how_the_MCP_servers_of_a_process_are_as_long_as_it_serves()
    {
        await RunSampleAsync("--conversation", "told");
        var since = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        var process = Environment.ProcessId;
        using (var health = new ServerHealthFile(Path.Combine(Folder, StorePlace.DefaultPath)))
        {
            health.Open([new McpHealth { Server = "docs" }, new McpHealth { Server = "orders" }]);
            health.Note(
                new McpHealth
                {
                    Server = "orders",
                    DownSince = since,
                    Restarts = 2,
                    LastError = "it ended",
                    LastErrorAt = since,
                }
            );

            var status = await RunAsync("status");
            var lines = await RunAsync("status", "--json");

            Assert.Equal(
                [
                    $"docs, MCP server of process {process}: up",
                    $"orders, MCP server of process {process}: being started again since 2026-03-01 09:00:00Z, started again 2 times, "
                        + "last error at 2026-03-01 09:00:00Z: it ended",
                ],
                status.Lines[^2..]
            );
            Assert.Equal(
                $$"""{"process":{{process}},"server":"orders","restarts":2,"down_since":"2026-03-01T09:00:00Z","last_error":"it ended",""",
                lines.Lines[^1][..^"\"last_error_at\":\"2026-03-01T09:00:00Z\"}".Length]
            );
        }

        Assert.DoesNotContain((await RunAsync("status")).Lines, line => line.Contains("MCP server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_handoffs_tells_who_decided_what_was_tried_and_what_remains()
    {
        await RunSampleAsync("--conversation", "passed");

        var shown = await RunAsync("show", "passed", "--handoffs");
        var lines = await RunAsync("show", "passed", "--handoffs", "--json");

        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.All(
            [
                "entry 7: triage -> billing",
                "  decided by triage (offline model), confidence 0.99",
                "  remaining  #1 I've been charged $49.99 but my plan should be $29.99 (billing, open)",
                "             #2 The dashboard is showing an error when I try to view my usage stats (technical, open)",
                "  decided by the order of the open issues; chosen by triage (offline model), confidence 0.99",
                "  history    entries 1 to 4 verbatim: short enough",
            ],
            line => Assert.Contains(line, shown.Lines)
        );
        Assert.All(lines.Lines, line => Assert.Contains("\"briefing\":{\"version\":2,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_lists_the_conversations_by_their_first_message()
    {
        await RunSampleAsync("--conversation", "one");
        await RunSampleAsync("--conversation", "two", "--message", "hello");

        var result = await RunAsync("show");
        var lines = await RunAsync("show", "--json");

        Assert.Matches(@"\A  two +\d{4}-\d\d-\d\d \d\d:\d\d +support +hello\z", result.Lines[2]);
        Assert.Matches(@"\A  one .* I've been charged", result.Lines[3]);
        Assert.Equal([1L, 1L], Entries(lines).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task Verify_finds_every_conversation_whole()
    {
        await RunSampleAsync("--conversation", "one");
        await RunSampleAsync("--conversation", "two", "--message", "hello");

        var all = await RunAsync("verify");
        var one = await RunAsync("verify", "one");

        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.Equal(2, all.Lines.Length);
        Assert.Equal(0, one.ExitCode);
        Assert.Matches(@"\Aone: intact, \d+ entries, head [0-9a-f]{64}\z", Assert.Single(one.Lines));
    }

    [Fact]
    public async Task Verify_finds_a_changed_byte_and_says_where()
    {
        await RunSampleAsync("--conversation", "changed");
        await RunSampleAsync("--conversation", "untouched", "--message", "hello");
        var bytes = await File.ReadAllBytesAsync(StorePath);
        var said = Encoding.UTF8.GetBytes("I've been charged $49.99");
        // SQLite may have left copies in pages that it no longer uses.
        for (var at = 0; bytes.AsSpan(at).IndexOf(said) is >= 0 and var found; at += found + said.Length)
            bytes[at + found + said.Length - 1] = (byte)'8';
        await File.WriteAllBytesAsync(StorePath, bytes);

        var result = await RunAsync("verify");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("untouched: intact", result.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("changed: broken at entry ", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_what_a_team_is()
    {
        var result = await RunAsync("check", Sample);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("team support is valid: 4 agents, 4 tools, 8 handoffs", result.Lines[0]);
        Assert.Matches(@"  billing +auto +find_charge, find_plan +triage, technical", result.Output);
    }

    [Theory]
    [InlineData("fields: [passport_number]", true)]
    [InlineData("patterns: [{name: number, pattern: 'E-1'}]", false)]
    public async Task Check_names_the_tools_that_declare_no_shape_where_a_team_declares_fields(string policy, bool named)
    {
        var server = typeof(McpServer.WarehouseTools).Assembly.Location.Replace('\\', '/');
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "team.yaml"),
            $$"""
            name: shop
            entry: clerk
            clearance_policy: {{{policy}}}
            agents:
              clerk: {tools: [warehouse/stock, warehouse/weigh], permissions: []}
            tools:
              warehouse:
                mcp: {command: dotnet, arguments: ["{{server}}", --serve]}
            """,
            TestContext.Current.CancellationToken
        );

        var result = await RunAsync("check", "team.yaml");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            named,
            result.Output.ReplaceLineEndings(" ").Contains("This tool declares no shape of results: stock.", StringComparison.Ordinal)
        );
    }
}
