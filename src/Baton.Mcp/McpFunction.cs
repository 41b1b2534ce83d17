using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Texts.Searches;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.Mcp;

/// <summary>A tool of an MCP server.</summary>
internal sealed class McpFunction(McpClientTool tool, string name, string server) : AIFunction
{
    /// <summary>Where a request's <c>_meta</c> carries the call's id, for servers that want an idempotency key.</summary>
    public const string CallIdKey = "baton/call_id";

    public override string Name => name;

    // Each call of a model pays for it.
    private const int LongestDescription = 4_000;

    public override string Description { get; } = TextPart.First(tool.Description, LongestDescription);

    public override JsonElement JsonSchema => tool.JsonSchema;

    /// <summary>What the tool does to the world, as far as its server says; what it does not say is not assumed.</summary>
    public static ToolEffect EffectOf(McpClientTool tool) =>
        tool.ProtocolTool.Annotations switch
        {
            { ReadOnlyHint: true } => ToolEffect.ReadOnly,
            { IdempotentHint: true } => ToolEffect.Idempotent,
            _ => ToolEffect.Once,
        };

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var options = new RequestOptions { Meta = new JsonObject { [CallIdKey] = ToolCall.Of(arguments).Id.Value } };
        try
        {
            var result = await tool.CallAsync(arguments, options: options, cancellationToken: cancellationToken).ConfigureAwait(false);
            var text = string.Join("\n", result.Content.Select(Text));
            if (result.IsError is true)
                throw new ToolException(text.Length > 0 ? text : $"The tool '{name}' failed without a message.");
            return result.StructuredContent is { } structured ? structured : text;
        }
        catch (McpProtocolException fault)
        {
            // The server's own words to its caller, such as a missing argument: they help the model.
            throw new ToolException(fault.Message, fault);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw new ToolException(
                $"The connection to {server} failed during the call. It is unknown whether the call had an effect.",
                fault
            );
        }
    }

    private static string Text(ContentBlock block) =>
        block switch
        {
            TextContentBlock text => text.Text,
            EmbeddedResourceBlock { Resource: TextResourceContents text } => text.Text,
            ResourceLinkBlock link => link.Uri,
            _ => $"({block.Type} that cannot be shown as text)",
        };
}
