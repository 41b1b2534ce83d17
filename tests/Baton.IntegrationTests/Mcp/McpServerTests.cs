using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Mcp;
using Baton.McpServer;
using Baton.Testing.ChatClients;
using static Baton.Testing.ChatClients.ScriptedReply;

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

    [Fact]
    public async Task A_result_of_two_megabytes_is_read_in_part_and_a_short_message_follows()
    {
        await using var server = await Baton.Mcp.McpServer.StartAsync(Warehouse, cancellationToken: TestContext.Current.CancellationToken);
        var model = new ScriptedModel(request => request.Number == 1 ? Call("inventory") : Say("All is in its place."));
        var journal = new InMemoryJournal();
        var team = new Team("shop", new Agent { Name = "clerk", Tools = [.. server.Tools] });
        var runtime = new TeamRuntime(team, model, journal);
        var conversation = new ConversationId("c1");

        var turn = await runtime.RunAsync("What is there?", conversation, cancellationToken: TestContext.Current.CancellationToken);
        var next = await runtime.RunAsync("Thanks.", conversation, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((TurnOutcome.Replied, TurnOutcome.Replied), (turn.Outcome, next.Outcome));
        var read = Assert.Single(model.Requests[1].Results);
        Assert.InRange(read.Length, 1_000, 600_000);
        Assert.Contains("read_history {\"entry\": ", read, StringComparison.Ordinal);
        Assert.EndsWith("article 70000: in its place, as always", read, StringComparison.Ordinal);
        var ended = await journal.ReadAsync(conversation).OfType<ToolCallEnded>().SingleAsync();
        Assert.InRange(ended.Result.Length, 2_000_000, 4_000_000);
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
