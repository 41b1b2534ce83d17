using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.IntegrationTests.Webhooks;

/// <summary>A receiver of webhooks on this machine: it keeps what came and answers as a test tells it to.</summary>
internal sealed class LoopbackHook : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> received = [];
    private readonly WebApplication app;

    private LoopbackHook(WebApplication app) => this.app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyList<Received> All => [.. received];

    /// <summary>Answers a request. Default: 204.</summary>
    public Func<HttpContext, Received, Task> Answer { get; set; } =
        (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };

    public static async Task<LoopbackHook> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var hook = new LoopbackHook(app);
        app.Run(hook.TakeAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        hook.Url = new Uri($"{address}/hook");
        return hook;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var one = new Received(
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()
        );
        received.Enqueue(one);
        await Answer(context, one);
    }

    /// <summary>A request as it came.</summary>
    internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
}
