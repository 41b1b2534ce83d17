using Baton.Mcp;
using Baton.McpServer;

namespace Baton.IntegrationTests.Mcp;

public sealed class McpServerTests
{
    private static readonly McpConnection Warehouse = new()
    {
        Name = "warehouse",
        Command = "dotnet",
        Arguments = [typeof(WarehouseTools).Assembly.Location, "--serve"],
    };

    [Fact]
    public async Task A_program_gives_the_tools_of_a_server_to_an_agent_under_a_prefix()
    {
        await using var server = await Baton.Mcp.McpServer.StartAsync(
            Warehouse with
            {
                Prefix = "wh_",
            },
            cancellationToken: TestContext.Current.CancellationToken
        );

        var team = new Team("shop", new Agent { Name = "clerk", Tools = [.. server.Tools] });

        Assert.Equal(
            [("wh_reserve", ToolEffect.Idempotent), ("wh_ship", ToolEffect.Once), ("wh_stock", ToolEffect.ReadOnly)],
            team.Entry.Tools.Where(tool => tool.Name is "wh_stock" or "wh_reserve" or "wh_ship")
                .OrderBy(tool => tool.Name)
                .Select(tool => (tool.Name, tool.Effect))
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("dotnet", "http://127.0.0.1:1/mcp")]
    public async Task A_connection_has_either_a_command_or_an_address(string? command, string? url)
    {
        var connection = new McpConnection
        {
            Name = "warehouse",
            Command = command,
            Url = url is null ? null : new Uri(url),
        };

        await Assert.ThrowsAsync<ArgumentException>(() =>
            Baton.Mcp.McpServer.StartAsync(connection, cancellationToken: TestContext.Current.CancellationToken)
        );
    }
}
