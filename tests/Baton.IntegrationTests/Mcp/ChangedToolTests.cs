using Baton.Mcp;
using Baton.McpServer;
using ToolServer = Baton.Mcp.McpServer;

namespace Baton.IntegrationTests.Mcp;

public sealed class ChangedToolTests : IDisposable
{
    private readonly LogLines log = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-mcp-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Said => Path.Combine(folder.FullName, "server.json");

    public void Dispose()
    {
        log.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_tool_that_a_server_changes_is_shown_and_checked_as_it_is_now_and_a_new_one_is_nobodys()
    {
        await SayAsync("""{"type": "object", "properties": {"article": {"type": "string"}}, "required": ["article"]}""", "Ships.");
        await using var server = await StartAsync("--raw", Said);
        var ship = server.Tools.Single(tool => tool.Name == "ship");
        var before = ship.Function.GetService(typeof(SchemaVersion));

        await SayAsync("""{"type": "object", "properties": {"sku": {"type": "string"}}}""", "Ships by number.", """, {"name": "burn"}""");
        await server.CallAsync("announce");
        await log.WaitForAsync("1 look different, 0 are gone, and 1 are new");

        Assert.Equal("Ships by number.", ship.Function.Description);
        Assert.Equal("""{"type":"object","properties":{"sku":{"type":"string"}}}""", ship.Function.JsonSchema.GetRawText());
        Assert.NotSame(before, ship.Function.GetService(typeof(SchemaVersion)));
        Assert.Equal(["announce", "leave", "ship"], server.Tools.Select(tool => tool.Name).Order());
    }

    [Fact]
    public async Task A_list_that_looks_the_same_changes_nothing()
    {
        await SayAsync("""{"type": "object", "properties": {}}""", "Ships.");
        await using var server = await StartAsync("--raw", Said);
        var ship = server.Tools.Single(tool => tool.Name == "ship");
        var before = ship.Function.GetService(typeof(SchemaVersion));

        await server.CallAsync("announce");
        await SayAsync("""{"type": "object", "properties": {}}""", "Ships.", """, {"name": "burn"}""");
        await server.CallAsync("announce");
        await log.WaitForAsync("0 look different, 0 are gone, and 1 are new");

        Assert.Same(before, ship.Function.GetService(typeof(SchemaVersion)));
    }

    [Fact]
    public async Task A_tool_that_a_server_no_longer_has_is_refused_with_nothing_done()
    {
        await using var server = await StartAsync();

        Assert.Equal("ship is gone", await server.CallAsync("retire", ("tool", "ship")));
        await log.WaitForAsync("0 look different, 1 are gone");
        var refused = await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("ship", ("article", "anvil")));

        Assert.Equal(
            ("warehouse does not have 'ship' any more. Nothing was done. Do without it.", false),
            (refused.Message, refused.IsOutcomeUnknown)
        );
        Assert.Equal("3", await server.CallAsync("stock", ("article", "anvil")));
    }

    [Fact]
    public async Task Tools_are_listed_again_when_a_server_is_started_again()
    {
        await SayAsync("""{"type": "object", "properties": {}}""", "Ships.");
        await using var server = await StartAsync("--raw", Said);

        await SayAsync("""{"type": "object", "properties": {}}""", "Ships again.");
        await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("leave"));
        await server.CallAsync("announce");

        Assert.Equal("Ships again.", server.Tools.Single(tool => tool.Name == "ship").Function.Description);
    }

    private Task<ToolServer> StartAsync(params string[] arguments) =>
        ToolServer.StartAsync(
            new McpConnection
            {
                Name = "warehouse",
                Command = "dotnet",
                Arguments = [typeof(WarehouseTools).Assembly.Location, .. arguments],
            },
            loggers: log,
            cancellationToken: Cancelled
        );

    // At once, since the server may be reading.
    private async Task SayAsync(string schema, string description, string more = "")
    {
        await File.WriteAllTextAsync(
            Said + ".new",
            $$$"""
            {"tools": [{"name": "announce"}, {"name": "leave"},
                       {"name": "ship", "description": "{{{description}}}", "inputSchema": {{{schema}}} }{{{more}}}],
             "results": {"announce": {"content": []} } }
            """,
            Cancelled
        );
        File.Move(Said + ".new", Said, overwrite: true);
    }
}
