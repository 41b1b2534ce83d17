using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Baton.Adversary.Worlds;

/// <summary>
/// MCP servers on the loopback, one for each world, that list and return what their world says, word for word. The SDK's server would
/// refuse most of it.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, ServerScript> scripts = [];

    private HostileServer(WebApplication app) => this.app = app;

    public static async Task<HostileServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new HostileServer(builder.Build());
        server.app.MapPost("/{world}", server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Where the server of a world listens, from now on.</summary>
    public Uri Open(string world, ServerScript script)
    {
        scripts[world] = script;
        return new Uri(new Uri(app.Urls.Single()), world);
    }

    public void Close(string world) => scripts.TryRemove(world, out _);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string world)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        if (request["id"] is not { } id || !scripts.TryGetValue(world, out var script))
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        var answer = script.Answer((string)request["method"]!, request["params"]);
        answer["jsonrpc"] = "2.0";
        answer["id"] = id.DeepClone();
        context.Response.ContentType = "text/event-stream";
        if (script.TakeChange())
            await WriteAsync(context, new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/tools/list_changed" });
        await WriteAsync(context, answer);
    }

    private static Task WriteAsync(HttpContext context, JsonObject message) =>
        context.Response.WriteAsync($"event: message\ndata: {message.ToJsonString()}\n\n");
}
