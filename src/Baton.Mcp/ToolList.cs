using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.Mcp;

/// <summary>
/// Asks a server for its tools. The SDK's own reading refuses the whole list when the schema of one tool is not as it should be.
/// </summary>
internal static class ToolList
{
    // The annotation by which an argument goes into a header too.
    private const string HeaderKey = "x-mcp-header";

    // A server whose list has no end is cut off here.
    private const int MostPages = 100;

    /// <summary>All that have a name, each once.</summary>
    public static async Task<IReadOnlyList<ListedTool>> ReadAsync(McpClient client, CancellationToken cancellationToken)
    {
        var tools = new OrderedDictionary<string, ListedTool>(StringComparer.Ordinal);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var request = new JsonRpcRequest
            {
                Method = RequestMethods.ToolsList,
                Params = cursor is null ? new JsonObject() : new JsonObject { ["cursor"] = cursor },
            };
            var response = await client.SendRequestAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var tool in response.Result?["tools"] as JsonArray ?? [])
            {
                if (tool is not null && ListedTool.Read(JsonElement.Parse(tool.ToJsonString())) is { } listed)
                    tools.TryAdd(listed.Name, WithHeaders(client, listed));
            }

            cursor = response.Result?["nextCursor"]?.ToString();
            if (string.IsNullOrEmpty(cursor))
                break;
        }

        return [.. tools.Values];
    }

    private static ListedTool WithHeaders(McpClient client, ListedTool listed)
    {
        if (!listed.Written.GetRawText().Contains(HeaderKey, StringComparison.Ordinal))
            return listed;
        try
        {
            var type =
                (JsonTypeInfo<ModelContextProtocol.Protocol.Tool>)
                    McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ModelContextProtocol.Protocol.Tool));
            client.AddKnownTools([listed.Written.Deserialize(type)!]);
            return listed;
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            return listed with { Problem = $"its '{HeaderKey}' is not valid" };
        }
    }
}
