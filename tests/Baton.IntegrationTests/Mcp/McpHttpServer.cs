using System.Text.Json;
using Baton.McpServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Baton.IntegrationTests.Mcp;

/// <summary>
/// The warehouse as an MCP server over streamable HTTP on the loopback. The SDK's own package for ASP.NET Core asks for an older
/// core, so its transport is put behind Kestrel by hand.
/// </summary>
internal sealed class McpHttpServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private McpHttpServer(WebApplication app) => this.app = app;

    public Uri Url => new(new Uri(app.Urls.Single()), "mcp");

    /// <summary>The value of the header X-Team in each request.</summary>
    public List<string?> Teams { get; } = [];

    public static async Task<McpHttpServer> StartAsync(CancellationToken cancellationToken, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = new McpHttpServer(builder.Build());
        server.app.MapPost("/mcp", server.AnswerAsync);
        await server.app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        lock (Teams)
            Teams.Add(context.Request.Headers["X-Team"]);
        var message = await JsonSerializer.DeserializeAsync<JsonRpcMessage>(
            context.Request.Body,
            McpJsonUtilities.DefaultOptions,
            context.RequestAborted
        );
        var options = new McpServerOptions
        {
            ServerInfo = new() { Name = "warehouse", Version = "1" },
            ToolCollection = [.. WarehouseTools.All],
        };
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var session = ModelContextProtocol.Server.McpServer.Create(transport, options);
        var running = session.RunAsync(context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        if (!await transport.HandlePostRequestAsync(message!, context.Response.Body, context.RequestAborted))
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        await transport.DisposeAsync();
        await running;
    }
}
