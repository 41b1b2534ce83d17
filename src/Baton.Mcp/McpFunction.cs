using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using ModelContextProtocol;

namespace Baton.Mcp;

/// <summary>A tool of an MCP server.</summary>
internal sealed class McpFunction(McpLink link, ListedTool first, string name) : AIFunction
{
    // How it was listed last in a form that models can be offered.
    private ListedTool tool = first;

    /// <summary>Where a request's <c>_meta</c> carries the call's id, for servers that want an idempotency key.</summary>
    public const string CallIdKey = "baton/call_id";

    public override string Name => name;

    public override string Description => Newest().Description;

    public override JsonElement JsonSchema => Newest().Schema;

    public override JsonElement? ReturnJsonSchema => Newest().Written.TryGetProperty("outputSchema", out var schema) ? schema : null;

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(SchemaVersion) ? Newest().Version : base.GetService(serviceType, serviceKey);

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var call = ToolCall.Of(arguments);
        for (var isAgain = false; ; isAgain = true)
        {
            var session = await ConnectAsync(call, cancellationToken).ConfigureAwait(false);
            if (link.Find(tool.Name) is null)
                throw new ToolException($"{link.Server} does not have '{name}' any more. Nothing was done. Do without it.");
            try
            {
                var meta = new JsonObject { [CallIdKey] = call.Id.Value };
                var result = await session.CallAsync(tool.Name, arguments, meta, cancellationToken).ConfigureAwait(false);
                return McpResult.Read(result, name);
            }
            catch (McpProtocolException fault)
            {
                // The server's own words to its caller, such as a missing argument: they help the model.
                throw new ToolException(fault.Message, fault);
            }
            catch (OperationCanceledException) when (call.Deadline.IsCancellationRequested)
            {
                link.Check(session);
                throw;
            }
            catch (NotSentException fault)
            {
                link.Lose(session, "cannot be reached any more");
                // Nothing was done, so a new connection may carry the call.
                if (isAgain)
                    throw NotSent(fault);
            }
            catch (HttpRequestException fault) when (fault.StatusCode is { } status)
            {
                throw new ToolException($"{link.Server} answered with HTTP status {(int)status}.", fault) { IsOutcomeUnknown = true };
            }
            catch (Exception fault) when (fault is IOException or HttpRequestException or McpException)
            {
                link.Lose(session, "left in the middle of a call");
                throw new ToolException($"The connection to {link.Server} was lost during the call.", fault) { IsOutcomeUnknown = true };
            }
        }
    }

    private ListedTool Newest() => link.Find(tool.Name) is { Problem: null } listed ? tool = listed : tool;

    private async Task<McpSession> ConnectAsync(ToolCall call, CancellationToken cancellationToken)
    {
        call.Hold();
        try
        {
            var session = await link.GetAsync(cancellationToken).ConfigureAwait(false);
            if (call.TryBegin())
                return session;
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception fault) when (fault is McpServerException or ObjectDisposedException)
        {
            throw NotSent(fault);
        }
    }

    private ToolException NotSent(Exception fault) =>
        new($"{link.Server} cannot be reached, so '{name}' was not called. Nothing was done. It may work later.", fault);
}
