using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Baton.McpServer;

/// <summary>Tools of each effect, and one of each way to answer.</summary>
public static class WarehouseTools
{
    public static IEnumerable<McpServerTool> All =>
        [
            McpServerTool.Create(Stock, new() { Name = "stock", ReadOnly = true }),
            McpServerTool.Create(
                Reserve,
                new()
                {
                    Name = "reserve",
                    Idempotent = true,
                    ReadOnly = false,
                }
            ),
            McpServerTool.Create(Ship, new() { Name = "ship" }),
            McpServerTool.Create(Inventory, new() { Name = "inventory", ReadOnly = true }),
            McpServerTool.Create(Refund, new() { Name = "refund", UseStructuredContent = true }),
            McpServerTool.Create(
                Weigh,
                new()
                {
                    Name = "weigh",
                    ReadOnly = true,
                    UseStructuredContent = true,
                }
            ),
            McpServerTool.Create(Variable, new() { Name = "variable", ReadOnly = true }),
            McpServerTool.Create(Leave, new() { Name = "leave" }),
            McpServerTool.Create(Process, new() { Name = "process", ReadOnly = true }),
            McpServerTool.Create(SlowAsync, new() { Name = "slow" }),
            McpServerTool.Create(Retire, new() { Name = "retire" }),
        ];

    [Description("How many of an article there are.")]
    private static string Stock([Description("The article.")] string article) =>
        article == "anvil" ? "3" : throw new McpException($"No article '{article}'.");

    [Description("Reserves an article.")]
    private static string Reserve(RequestContext<CallToolRequestParams> request, string article) =>
        $"{article} reserved under {request.Params?.Meta?["baton/call_id"]}";

    [Description("Ships an article.")]
    private static string Ship(string article) => $"{article} shipped";

    [Description("All articles: two megabytes of them.")]
    private static string Inventory() =>
        string.Join('\n', Enumerable.Range(1, 70_000).Select(row => $"article {row}: in its place, as always"));

    [Description("Pays back.")]
    private static Payment Refund(decimal amount) => new(amount);

    [Description("Weighs an article.")]
    private static Weight Weigh(string article) => new(article, 80);

    [Description("What the server's environment holds.")]
    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "(not set)";

    [Description("Ends the server in the middle of the call.")]
    private static string Leave()
    {
        Environment.Exit(0);
        return "";
    }

    [Description("The server's process.")]
    private static int Process() => Environment.ProcessId;

    [Description("Takes its time.")]
    private static Task SlowAsync(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    [Description("Takes a tool away.")]
    private static string Retire(RequestContext<CallToolRequestParams> request, string tool)
    {
        var tools = request.Server.ServerOptions.ToolCollection!;
        return tools.TryGetPrimitive(tool, out var found) && tools.Remove(found) ? $"{tool} is gone" : $"no {tool}";
    }

    private sealed record Payment(decimal Paid);

    private sealed record Weight(string Article, int Kilograms);
}
