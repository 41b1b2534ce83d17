using Baton.McpServer;
using ModelContextProtocol.Server;

// A real MCP server over standard input and output, which can also misbehave the way real ones do.
switch (args.FirstOrDefault())
{
    case "--dies":
        await Console.Error.WriteLineAsync("reading settings");
        await Console.Error.WriteLineAsync($"cannot connect with key {Environment.GetEnvironmentVariable("API_KEY")}");
        return 3;

    case "--hangs":
        await Console.Error.WriteLineAsync("waiting for a licence");
        await Console.In.ReadToEndAsync();
        return 0;

    // It starts as long as a file is not there, and makes the file.
    case "--once" when File.Exists(args[1]):
        await Console.Error.WriteLineAsync("the licence is in use");
        return 3;

    case "--raw":
        await RawServer.RunAsync(args[1]);
        return 0;

    default:
        if (args is ["--once", var file])
            await File.WriteAllTextAsync(file, "");
        var options = new McpServerOptions
        {
            ServerInfo = new() { Name = "warehouse", Version = "1" },
            ToolCollection = [.. WarehouseTools.All],
        };
        await using (var server = McpServer.Create(new StdioServerTransport("warehouse"), options))
            await server.RunAsync();
        return 0;
}
