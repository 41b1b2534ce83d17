using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Providers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Loopback;

/// <summary>
/// A provider on this machine that refuses what the real one refuses, with its errors, and answers from a script. Tests ask at the end
/// whether anything was refused.
/// </summary>
public abstract class LoopbackProvider : IAsyncDisposable
{
    private readonly ConcurrentQueue<ParsedRequest> requests = [];
    private readonly ConcurrentQueue<Refusal> refusals = [];
    private WebApplication? app;
    private int accepted = -1;
    private int ids;

    public abstract Dialect Dialect { get; }

    /// <summary>A model that it serves, as teams name it.</summary>
    public abstract string Model { get; }

    /// <summary>Where it listens, without a path.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>The variables that point a catalog, or a process, at it.</summary>
    public abstract IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Answers a request; it may be called by several threads at once.</summary>
    public Func<ParsedRequest, ScriptedReply> Reply { get; set; } = _ => ScriptedReply.Says("Understood.");

    /// <summary>Whether it remembers what it was asked. Default: yes; not where it is asked too much for that.</summary>
    public bool RemembersRequests { get; init; } = true;

    /// <summary>The requests that were accepted, in order.</summary>
    public IReadOnlyList<ParsedRequest> Requests => [.. requests];

    public IReadOnlyList<Refusal> Refusals => [.. refusals];

    /// <summary>Starts one.</summary>
    /// <param name="dialect">Whose API it speaks.</param>
    /// <param name="port">Where it listens; 0 for a port that is free.</param>
    /// <param name="remembersRequests">Whether it keeps <see cref="Requests"/>.</param>
    public static async Task<LoopbackProvider> StartAsync(Dialect dialect, int port = 0, bool remembersRequests = true)
    {
        LoopbackProvider provider = dialect switch
        {
            Dialect.Anthropic => new AnthropicServer { RemembersRequests = remembersRequests },
            Dialect.OpenAI => new OpenAIServer { RemembersRequests = remembersRequests },
            _ => new OllamaServer { RemembersRequests = remembersRequests },
        };
        await provider.ListenAsync(port);
        return provider;
    }

    /// <summary>A catalog that knows nothing but this provider.</summary>
    public ModelCatalog CreateCatalog(string? model = null) =>
        new(
            new()
            {
                Environment = Environment.GetValueOrDefault,
                Override = model,
                OllamaDefault = null,
            }
        );

    /// <summary>Fails with the first refusal, if there is one.</summary>
    /// <exception cref="InvalidOperationException">Something was refused.</exception>
    public void AssertNothingRefused()
    {
        if (refusals.TryPeek(out var refusal))
            throw new InvalidOperationException($"{Dialect} refused: {refusal}");
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Answers one request.</summary>
    private protected abstract Task AnswerAsync(HttpContext http, string body);

    /// <summary>Writes an error in the provider's shape.</summary>
    private protected abstract JsonNode Error(int status, string type, string message, string? code = null);

    private protected string NextId(string prefix) => $"{prefix}{Interlocked.Increment(ref ids):d6}";

    /// <summary>Records an accepted request and asks the script; its gate and its failure are seen to here.</summary>
    private protected async Task<ScriptedReply> AcceptAsync(HttpContext http, ParsedRequest request)
    {
        var numbered = request with { Number = Interlocked.Increment(ref accepted) };
        if (RemembersRequests)
            requests.Enqueue(numbered);
        var reply = Reply(numbered);
        if (reply.Gate is { } gate)
            await gate.WaitAsync(http.RequestAborted);
        if (reply.Drops)
            throw new DroppedException();
        return reply;
    }

    private protected async Task WriteFailureAsync(HttpContext http, ScriptedFailure failure)
    {
        if (failure.RetryAfter is { } retryAfter)
            http.Response.Headers.RetryAfter = retryAfter;
        await WriteErrorAsync(http, failure.Status, failure.Type, failure.Message, failure.Code);
    }

    private async Task ListenAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        BaseAddress = new(addresses!.Addresses.Single());
    }

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        try
        {
            await AnswerAsync(http, body);
        }
        catch (RefusedException refused)
        {
            refusals.Enqueue(new(refused.Status, refused.Message, http.Request.Path, body));
            await WriteErrorAsync(http, refused.Status, refused.Type, refused.Message);
        }
        catch (DroppedException)
        {
            http.Abort();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to answer.
            http.Abort();
        }
        catch (Exception broken)
        {
            // A mistake in a script or a request of an unthought-of shape: the test is to hear of it.
            refusals.Enqueue(new(500, $"{broken.GetType().Name}: {broken.Message}", http.Request.Path, body));
            if (http.Response.HasStarted)
                http.Abort();
            else
                await WriteFailureAsync(http, new(500, broken.Message));
        }
    }

    private async Task WriteErrorAsync(HttpContext http, int status, string type, string message, string? code = null)
    {
        http.Response.StatusCode = status;
        await WriteJsonAsync(http, Error(status, type, message, code));
    }

    private protected static async Task WriteJsonAsync(HttpContext http, JsonNode json, bool breaksOff = false)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(json);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        if (!breaksOff)
        {
            await http.Response.Body.WriteAsync(bytes);
            return;
        }
        await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    /// <summary>The script wants the connection gone.</summary>
    private sealed class DroppedException : Exception;
}
