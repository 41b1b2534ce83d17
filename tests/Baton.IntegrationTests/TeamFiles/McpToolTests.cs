using System.Text.Json;
using Baton.IntegrationTests.Mcp;
using Baton.Journals.Constraints;
using Baton.Mcp;
using Baton.McpServer;
using Baton.TeamFiles;
using Microsoft.Extensions.AI;

namespace Baton.IntegrationTests.TeamFiles;

public sealed class McpToolTests : IDisposable
{
    private static readonly string Server = typeof(WarehouseTools).Assembly.Location.Replace('\\', '/');

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-mcp-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Tools_of_a_server_process_become_tools_of_the_agent()
    {
        await using var file = await Load(Process());

        Assert.Equal(
            ["inventory", "leave", "process", "refund", "reserve", "retire", "ship", "slow", "stock", "variable", "weigh"],
            file.Team.Entry.Tools.Select(tool => tool.Name).Order()
        );
        Assert.Equal("How many of an article there are.", Tool(file, "stock").Function.Description);
        Assert.Contains("\"article\"", Tool(file, "stock").Function.JsonSchema.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("3", await Call(file, "stock", ("article", "anvil")));
    }

    [Fact]
    public async Task Tools_of_a_server_over_HTTP_become_tools_of_the_agent()
    {
        await using var server = await McpHttpServer.StartAsync(TestContext.Current.CancellationToken);
        await using var file = await Load($"mcp: {{url: \"{server.Url}\", headers: {{X-Team: support}}}}");

        Assert.Equal("3", await Call(file, "stock", ("article", "anvil")));
        Assert.Equal("anvil reserved under call-7", await Call(file, "reserve", ("article", "anvil")));
        Assert.All(server.Teams, team => Assert.Equal("support", team));
    }

    [Fact]
    public async Task The_call_id_reaches_the_server_as_idempotency_key()
    {
        await using var file = await Load(Process());

        Assert.Equal("anvil reserved under call-7", await Call(file, "reserve", ("article", "anvil")));
    }

    [Fact]
    public async Task A_tools_effect_is_what_the_server_says_and_once_otherwise()
    {
        await using var file = await Load(Process());

        Assert.Equal(
            (ToolEffect.ReadOnly, ToolEffect.Idempotent, ToolEffect.Once),
            (Tool(file, "stock").Effect, Tool(file, "reserve").Effect, Tool(file, "ship").Effect)
        );
    }

    [Fact]
    public async Task The_file_picks_and_renames_tools_and_has_the_last_word_on_their_effect()
    {
        await using var file = await Load(
            Process("prefix: wh_, tools: [stock, {name: ship, effect: idempotent, timeout: 5s}]") + "\n    effect: once\n    timeout: 9s"
        );

        Assert.Equal(
            [("wh_stock", ToolEffect.Once, 9), ("wh_ship", ToolEffect.Idempotent, 5)],
            file.Team.Entry.Tools.OrderByDescending(tool => tool.Name)
                .Select(tool => (tool.Name, tool.Effect, (int)tool.Timeout.TotalSeconds))
        );
        Assert.Equal("anvil shipped", await Call(file, "wh_ship", ("article", "anvil")));
    }

    [Fact]
    public async Task An_agent_may_be_given_one_tool_of_a_server()
    {
        await using var file = await Load(Process("prefix: wh_"), "warehouse/stock");

        Assert.Equal(["wh_stock"], file.Team.Entry.Tools.Select(tool => tool.Name));
    }

    [Fact]
    public async Task What_the_file_says_that_tools_need_holds_for_a_servers_tools_and_limits_know_them_by_their_names()
    {
        await using var file = await Load(
            Process("prefix: wh_, tools: [stock, weigh, {name: ship, needs: {permission: goods.ship, argument: article}}]")
                + "\n    needs: goods.read",
            permissions: "goods.read, goods.ship <= 5",
            limits: "{tools: [warehouse/stock, warehouse/ship]}"
        );

        Assert.Equal(
            [
                ("wh_ship", ((Permission?)"goods.ship", (string?)"article")),
                ("wh_stock", ((Permission?)"goods.read", (string?)null)),
                ("wh_weigh", ((Permission?)"goods.read", (string?)null)),
            ],
            file.Team.Entry.Tools.OrderBy(tool => tool.Name).Select(tool => (tool.Name, (tool.Needs, tool.NeedsArgument)))
        );
        Assert.Equal(["wh_stock", "wh_ship"], file.Team.ConversationLimits.Tools!);
    }

    [Fact]
    public async Task A_need_on_an_argument_that_a_servers_tool_has_not_is_reported() =>
        Assert.Equal(
            "'ship' has no argument 'articel': did you mean 'article'?",
            await Problem(Process("tools: [{name: ship, needs: {permission: goods.ship, argument: articel}}]"), permissions: "goods.ship")
        );

    [Fact]
    public async Task What_the_file_says_that_people_approve_holds_for_a_servers_tools_and_one_tool_may_have_its_own()
    {
        await using var file = await Load(
            Process("prefix: wh_, tools: [ship, {name: refund, approval: {argument: amount, over: 50}}]") + "\n    approval: always"
        );

        Assert.Equal(
            [("wh_refund", ApprovalRule.Over("amount", 50)), ("wh_ship", ApprovalRule.Always)],
            file.Team.Entry.Tools.OrderBy(tool => tool.Name).Select(tool => (tool.Name, tool.Approval!))
        );
    }

    [Theory]
    [InlineData(
        "tools: [{name: refund, approval: {argument: amuont, over: 50}}]",
        "",
        "'refund' has no argument 'amuont': did you mean 'amount'?"
    )]
    [InlineData("tools: [refund, ship]", "\n    approval: {argument: amount, over: 50}", "'ship' has no argument 'amount': use 'article'")]
    public async Task An_approval_by_an_argument_that_a_servers_tool_has_not_is_reported(string tools, string more, string problem) =>
        Assert.Equal(problem, await Problem(Process(tools) + more));

    [Fact]
    public async Task A_structured_result_stays_structured()
    {
        await using var file = await Load(Process());

        var weight = Assert.IsType<JsonElement>(await Call(file, "weigh", ("article", "anvil")));

        Assert.Equal(80, weight.GetProperty("kilograms").GetInt32());
    }

    [Fact]
    public async Task An_error_of_a_tool_is_told_to_the_model_in_the_servers_words()
    {
        await using var file = await Load(Process());

        var error = await Assert.ThrowsAsync<ToolException>(() => Call(file, "stock", ("article", "feather")));

        Assert.Contains("No article 'feather'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_process_sees_only_the_variables_that_the_file_gives_it()
    {
        Environment.SetEnvironmentVariable("BATON_TEST_PASSED", "passed on");
        Environment.SetEnvironmentVariable("BATON_TEST_KEPT", "kept back");
        await using var file = await Load(Process("environment: {LEVEL: 3}, inherit: [BATON_TEST_PASSED]"));

        Assert.Equal("3", await Call(file, "variable", ("name", "LEVEL")));
        Assert.Equal("passed on", await Call(file, "variable", ("name", "BATON_TEST_PASSED")));
        Assert.Equal("(not set)", await Call(file, "variable", ("name", "BATON_TEST_KEPT")));
    }

    [Fact]
    public async Task A_server_that_leaves_in_the_middle_of_a_call_is_an_error_that_the_model_may_know()
    {
        await using var file = await Load(Process());

        var error = await Assert.ThrowsAsync<ToolException>(() => Call(file, "leave"));

        Assert.Equal(("The connection to warehouse was lost during the call.", true), (error.Message, error.IsOutcomeUnknown));
    }

    [Fact]
    public async Task A_program_that_loads_a_file_is_told_how_its_servers_are()
    {
        var told = new List<McpHealth>();
        await using var file = await Load(Process(), options: new TeamFileOptions { ServerHealthChanged = told.Add });
        Assert.Equal([new McpHealth { Server = "warehouse" }], file.Servers);

        await Assert.ThrowsAsync<ToolException>(() => Call(file, "leave"));
        await Call(file, "stock", ("article", "anvil"));

        Assert.Equal([true, false], told.Select(health => health.DownSince is not null));
        Assert.Equal(1, Assert.Single(file.Servers).Restarts);
    }

    [Fact]
    public async Task A_server_that_dies_at_start_is_reported_with_its_last_words_but_not_its_secrets()
    {
        var problem = await Problem(Process("environment: {API_KEY: sk-very-secret}", "--dies"));

        Assert.Equal(
            "the MCP server 'warehouse' ('dotnet') did not start; it last wrote: reading settings | cannot connect with key ***",
            problem
        );
    }

    [Fact]
    public async Task A_server_that_hangs_at_start_is_given_up_in_time()
    {
        var problem = await Problem(Process("start_timeout: 300ms", "--hangs"));

        Assert.StartsWith("the MCP server 'warehouse' ('dotnet') did not answer within 0.3 seconds", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_reported() =>
        Assert.Equal("the MCP server 'warehouse' ('no-such-program') did not start", await Problem("mcp: {command: no-such-program}"));

    [Fact]
    public async Task An_address_where_nobody_listens_is_reported()
    {
        var server = await McpHttpServer.StartAsync(TestContext.Current.CancellationToken);
        var url = server.Url;
        await server.DisposeAsync();

        Assert.Equal($"the MCP server 'warehouse' (at {url}) cannot be reached", await Problem($"mcp: {{url: \"{url}\"}}"));
    }

    [Fact]
    public async Task A_tool_that_the_server_has_not_is_reported_with_the_nearest_that_it_has() =>
        Assert.Equal("the MCP server 'warehouse' has no tool 'stok': did you mean 'stock'?", await Problem(Process("tools: [stok]")));

    [Fact]
    public async Task A_tool_of_a_server_that_an_agent_misspells_is_reported() =>
        Assert.Equal("'warehouse' has no tool 'shp': did you mean 'ship'?", await Problem(Process(), "warehouse/shp"));

    [Fact]
    public async Task Two_servers_with_a_tool_of_one_name_need_a_prefix()
    {
        var problem = await Problem(Process("tools: [stock]") + "\n  depot:\n    " + Process("tools: [stock]"), "warehouse, depot");

        Assert.Equal("'depot' and 'warehouse' both have a tool 'stock': give one of the servers a 'prefix'", problem);
    }

    private static string Process(string more = "", string argument = "--serve") =>
        $"mcp: {{command: dotnet, arguments: [\"{Server}\", {argument}]{(more.Length > 0 ? ", " : "")}{more}}}";

    private Task<TeamFile> Load(
        string tool,
        string granted = "warehouse",
        string permissions = "",
        string limits = "{}",
        TeamFileOptions? options = null
    )
    {
        var path = Path.Combine(folder.FullName, "team.yaml");
        var clerk = $"  clerk:\n    tools: [{granted}]\n    permissions: [{permissions}]\n";
        File.WriteAllText(
            path,
            $"name: shop\nentry: clerk\nconversation_limits: {limits}\nagents:\n{clerk}tools:\n  warehouse:\n    {tool}\n"
        );
        return TeamFile.LoadAsync(path, options, cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task<string> Problem(string tool, string granted = "warehouse", string permissions = "")
    {
        var refusal = await Assert.ThrowsAsync<TeamFileException>(() => Load(tool, granted, permissions));
        return Assert.Single(refusal.Problems).Message;
    }

    private static Tool Tool(TeamFile file, string name) => file.Team.Entry.Tools.Single(tool => tool.Name == name);

    private static async Task<object?> Call(TeamFile file, string tool, params (string Name, object? Value)[] arguments)
    {
        var call = new ToolCall(new ConversationId("c-1"), "clerk", new CallId("call-7"));
        var given = new AIFunctionArguments(arguments.ToDictionary(pair => pair.Name, pair => pair.Value))
        {
            Context = new Dictionary<object, object?> { [typeof(ToolCall)] = call },
        };
        return await Tool(file, tool).Function.InvokeAsync(given, TestContext.Current.CancellationToken);
    }
}
