using Baton.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Baton.Server;

/// <summary>Accepts the callbacks of other systems over HTTP.</summary>
public static class CallbackEndpoints
{
    /// <summary>Maps <c>POST {prefix}/{system}</c> for every system of the runtime's team that has a webhook.</summary>
    /// <param name="endpoints">Where to map it.</param>
    /// <param name="runtime">The runtime that serves the conversations.</param>
    /// <param name="prefix">The path before the system's name. Default: <c>/callbacks</c>.</param>
    /// <param name="environment">Reads the variables with the webhooks' secrets. Default: this process's environment.</param>
    /// <returns>The mapped endpoints, for further configuration.</returns>
    public static IEndpointConventionBuilder MapBatonCallbacks(
        this IEndpointRouteBuilder endpoints,
        TeamRuntime runtime,
        string prefix = "/callbacks",
        Func<string, string?>? environment = null
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(runtime);
        var group = endpoints.MapGroup(prefix);
        foreach (var system in SystemCallbacks.AllOf(runtime, environment))
            group.MapPost("/" + system.Name, context => TakeAsync(system, context));
        return group;
    }

    private static async Task TakeAsync(SystemCallbacks system, HttpContext context)
    {
        var body = await ReadAsync(context).ConfigureAwait(false);
        var headers = context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));
        var answer = await system.ReceiveAsync(headers, body, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    // One byte more than the limit is enough to detect a body that is too long.
    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var body = new byte[SystemCallbacks.MaximumBodyBytes + 1];
        var length = await context
            .Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted)
            .ConfigureAwait(false);
        return body[..length];
    }
}
