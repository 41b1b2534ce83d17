using System.Text.Json.Nodes;

namespace Baton.McpServer;

/// <summary>
/// An MCP server that lists and returns what a JSON file says, word for word, with <c>tools</c> and <c>results</c>. The SDK's server would
/// refuse most of it. A call of <c>announce</c> says that the list has changed, one of <c>leave</c> ends it.
/// </summary>
internal static class RawServer
{
    public static async Task RunAsync(string file)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var request = JsonNode.Parse(line)!;
            // Notifications need no answer.
            if (request["id"] is not { } id)
                continue;
            if ((string?)request["params"]?["name"] == "leave")
                return;
            var said = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            var result = (string?)request["method"] switch
            {
                "initialize" => new JsonObject
                {
                    ["protocolVersion"] = request["params"]!["protocolVersion"]!.DeepClone(),
                    ["capabilities"] = new JsonObject { ["tools"] = new JsonObject { ["listChanged"] = true } },
                    ["serverInfo"] = new JsonObject { ["name"] = "raw", ["version"] = "1" },
                },
                "ping" => new JsonObject(),
                "tools/list" => new JsonObject { ["tools"] = said["tools"]!.DeepClone() },
                "tools/call" => said["results"]?[(string)request["params"]!["name"]!]?.DeepClone(),
                _ => null,
            };
            if ((string?)request["params"]?["name"] == "announce")
                await WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/tools/list_changed" });
            var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone() };
            if (result is null)
                answer["error"] = new JsonObject { ["code"] = -32601, ["message"] = "Not known." };
            else
                answer["result"] = result;
            await WriteAsync(answer);
        }
    }

    private static async Task WriteAsync(JsonObject message)
    {
        await Console.Out.WriteLineAsync(message.ToJsonString());
        await Console.Out.FlushAsync();
    }
}
