using Baton.Mcp;
using Baton.McpServer;
using Baton.TeamFiles;
using ToolServer = Baton.Mcp.McpServer;

namespace Baton.IntegrationTests.Mcp;

/// <summary>Servers that are not as the SDK expects them.</summary>
public sealed class OddServerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("baton-mcp-");

    private string File => Path.Combine(folder.FullName, "server.json").Replace('\\', '/');

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_tool_whose_schema_is_not_as_it_should_be_does_not_take_the_others_with_it()
    {
        await using var server = await StartAsync(
            """
            {"tools": [
              {"name": "ship", "inputSchema": {"type": "object", "properties": {"article": {"type": "string"}}}},
              {"name": "pack", "inputSchema": {"anyOf": [{"required": ["a"], "properties": {"a": {}}}, {"properties": {"b": {}}}]}},
              {"name": "bare"},
              {"name": "list", "inputSchema": {"type": "array"}},
              {"inputSchema": {"type": "object"}},
              7
            ]}
            """
        );

        Assert.Equal(["fs_ship", "fs_pack", "fs_bare"], server.Tools.Select(tool => tool.Name));
        Assert.Equal("its arguments are no JSON object", Assert.Single(server.Refused, refused => refused.Key == "list").Value);
    }

    [Fact]
    public async Task Names_that_providers_refuse_become_ones_that_they_accept_and_reach_the_server_as_they_were()
    {
        await using var server = await StartAsync(
            """
            {"tools": [{"name": "files/read"}, {"name": "files.read"}, {"name": "files.list"}],
             "results": {"files/read": {"content": [{"type": "text", "text": "slash"}]},
                         "files.read": {"content": [{"type": "text", "text": "dot"}]},
                         "files.list": {"content": [{"type": "text", "text": "list"}]}}}
            """
        );

        var names = server.ServerNames.ToDictionary(pair => pair.Value, pair => pair.Key);
        Assert.Equal("fs_files_list", names["files.list"]);
        Assert.Equal(3, names.Values.Distinct().Count());
        Assert.All(names.Values, name => Assert.Matches("^[A-Za-z0-9_-]{1,64}$", name));
        Assert.Equal("slash", await server.CallAsync(names["files/read"]));
        Assert.Equal("dot", await server.CallAsync(names["files.read"]));
        Assert.Equal("list", await server.CallAsync("fs_files_list"));
    }

    [Fact]
    public async Task A_team_file_names_tools_in_the_servers_words()
    {
        await System.IO.File.WriteAllTextAsync(
            File,
            """{"tools": [{"name": "files/read"}, {"name": "files.list"}, {"name": "files.delete"}]}""",
            TestContext.Current.CancellationToken
        );

        await using var file = await LoadAsync(
            "fs/files/read, fs/files_list",
            "tools: [files/read, {name: files.list, timeout: 5s, needs: fs.list}]"
        );

        Assert.Equal(
            [("fs_files_list", 5, "fs.list"), ("fs_files_read", 30, null)],
            file.Team.Entry.Tools.OrderBy(tool => tool.Name)
                .Select(tool => (tool.Name, (int)tool.Timeout.TotalSeconds, tool.Needs?.ToString()))
        );
    }

    [Fact]
    public async Task A_tool_that_no_provider_accepts_is_reported_with_what_to_do_unless_the_file_leaves_it_out()
    {
        await System.IO.File.WriteAllTextAsync(
            File,
            """
            {"tools": [{"name": "ship"}, {"name": "pack", "inputSchema": {"type": "object", "properties": {"how many": {"type": "integer"}}}}]}
            """,
            TestContext.Current.CancellationToken
        );

        var refusal = await Assert.ThrowsAsync<TeamFileException>(() => LoadAsync("fs", "start_timeout: 20s"));
        await using var file = await LoadAsync("fs", "tools: [ship]");

        Assert.Equal(
            "the MCP server 'fs': models cannot be offered 'pack', because providers refuse the name of its argument 'how many': 1 to 64 "
                + "letters, digits, '.', '-' and '_' are accepted. Change it at the server, or pick other tools with 'tools'.",
            Assert.Single(refusal.Problems).Message
        );
        Assert.Equal(["fs_ship"], file.Team.Entry.Tools.Select(tool => tool.Name));
    }

    [Theory]
    [InlineData("""{"content": [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]}""", "one\ntwo")]
    [InlineData("""{"content": [{"type": "text", "text": "{\"a\": 1}"}], "structuredContent": {"a":1}}""", """{"a":1}""")]
    [InlineData("""{"content": [{"type": "text", "text": "Found it."}], "structuredContent": {"a":1}}""", "Found it.\n{\"a\":1}")]
    [InlineData("""{"content": [{"type": "text", "text": "7"}], "structuredContent": {"result":7}}""", """{"result":7}""")]
    [InlineData("""{"content": [], "structuredContent": {"a":1}}""", """{"a":1}""")]
    [InlineData(
        """{"content": [{"type": "image", "data": "AAAA", "mimeType": "image/png"}, {"type": "text", "text": "a map"}]}""",
        "(image, image/png, 3 bytes, not shown)\na map"
    )]
    [InlineData(
        """{"content": [{"type": "audio", "data": "AAAAAA==", "mimeType": "audio/wav"}]}""",
        "(audio, audio/wav, 4 bytes, not shown)"
    )]
    [InlineData(
        """{"content": [{"type": "resource", "resource": {"uri": "file:///a.md", "mimeType": "text/markdown", "text": "Rules"}}]}""",
        "(file:///a.md, text/markdown)\nRules"
    )]
    [InlineData(
        """{"content": [{"type": "resource", "resource": {"uri": "file:///a.csv", "mimeType": "text/csv", "blob": "YSxi"}}]}""",
        "(file:///a.csv, text/csv)\na,b"
    )]
    [InlineData(
        """{"content": [{"type": "resource", "resource": {"uri": "file:///a.zip", "blob": "AAAA"}}]}""",
        "(file:///a.zip, of unknown type, 3 bytes, not shown)"
    )]
    [InlineData(
        """
            {"content": [{"type": "resource_link", "uri": "https://x.example/a.pdf", "name": "a", "title": "Terms", "mimeType": "application/pdf",
             "size": 1234, "description": "What holds."}]}
            """,
        "https://x.example/a.pdf (Terms, application/pdf, 1,234 bytes): What holds."
    )]
    public async Task Nothing_that_a_server_returns_is_dropped(string result, string read)
    {
        await using var server = await StartAsync($$$"""{"tools": [{"name": "find"}], "results": {"find": {{{result}}} }}""");

        Assert.Equal(read, await server.CallAsync("fs_find"));
    }

    [Theory]
    [InlineData("""{"isError": true, "content": [{"type": "text", "text": "No."}, {"type": "text", "text": "Never."}]}""", "No.\nNever.")]
    [InlineData("""{"isError": true, "content": [], "structuredContent": {"reason":"late"}}""", """{"reason":"late"}""")]
    [InlineData("""{"isError": true, "content": []}""", "The tool 'fs_find' failed without a message.")]
    public async Task What_a_server_says_of_a_failure_reaches_the_model(string result, string read)
    {
        await using var server = await StartAsync($$$"""{"tools": [{"name": "find"}], "results": {"find": {{{result}}} }}""");

        Assert.Equal(read, (await Assert.ThrowsAsync<ToolException>(() => server.CallAsync("fs_find"))).Message);
    }

    private async Task<ToolServer> StartAsync(string said)
    {
        await System.IO.File.WriteAllTextAsync(File, said, TestContext.Current.CancellationToken);
        var connection = new McpConnection
        {
            Name = "fs",
            Command = "dotnet",
            Arguments = [typeof(WarehouseTools).Assembly.Location, "--raw", File],
            Prefix = "fs_",
        };
        return await ToolServer.StartAsync(connection, cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task<TeamFile> LoadAsync(string granted, string more)
    {
        var path = Path.Combine(folder.FullName, "team.yaml");
        var server = typeof(WarehouseTools).Assembly.Location.Replace('\\', '/');
        await System.IO.File.WriteAllTextAsync(
            path,
            $$"""
            name: shop
            entry: clerk
            agents:
              clerk:
                tools: [{{granted}}]
                permissions: [fs.list]
            tools:
              fs:
                mcp: {command: dotnet, arguments: ["{{server}}", --raw, "{{File}}"], prefix: fs_, {{more}}}
            """,
            TestContext.Current.CancellationToken
        );
        return await TeamFile.LoadAsync(path, cancellationToken: TestContext.Current.CancellationToken);
    }
}
