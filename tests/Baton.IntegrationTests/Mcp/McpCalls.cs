using Microsoft.Extensions.AI;
using ToolServer = Baton.Mcp.McpServer;

namespace Baton.IntegrationTests.Mcp;

/// <summary>Calls tools of a server as a runtime does.</summary>
internal static class McpCalls
{
    public static Task<string> CallAsync(this ToolServer server, string tool, params (string Name, object? Value)[] arguments) =>
        server.CallUntilAsync(CancellationToken.None, tool, arguments);

    public static async Task<string> CallUntilAsync(
        this ToolServer server,
        CancellationToken deadline,
        string tool,
        params (string Name, object? Value)[] arguments
    )
    {
        var call = new ToolCall(new ConversationId("c-1"), "clerk", new CallId("call-7")) { Deadline = deadline };
        var given = new AIFunctionArguments(arguments.ToDictionary(pair => pair.Name, pair => pair.Value))
        {
            Context = new Dictionary<object, object?> { [typeof(ToolCall)] = call },
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline, TestContext.Current.CancellationToken);
        var result = await server.Tools.Single(offered => offered.Name == tool).Function.InvokeAsync(given, stop.Token);
        return result!.ToString()!;
    }
}
