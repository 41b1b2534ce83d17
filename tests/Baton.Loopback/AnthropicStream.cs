using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baton.Loopback;

/// <summary>Sends a whole Anthropic reply as the server-sent events that the real one cuts it into.</summary>
internal static class AnthropicStream
{
    public static async Task WriteAsync(HttpContext http, JsonObject whole, ScriptedReply reply)
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var data in Events(whole, reply))
        {
            await http.Response.WriteAsync($"event: {data["type"]}\ndata: {data.ToJsonString()}\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            if ((string?)data["type"] != "content_block_delta" || (!reply.BreaksOff && reply.FailsMidway is null))
                continue;
            if (reply.BreaksOff)
                http.Abort();
            else
                await http.Response.WriteAsync(
                    $"event: error\ndata: {Failure(reply.FailsMidway!).ToJsonString()}\n\n",
                    http.RequestAborted
                );
            return;
        }
    }

    private static IEnumerable<JsonObject> Events(JsonObject whole, ScriptedReply reply)
    {
        var start = whole.DeepClone().AsObject();
        start["content"] = new JsonArray();
        start["stop_reason"] = null;
        start["usage"] = AnthropicServer.Usage(reply, output: 1);
        yield return new() { ["type"] = "message_start", ["message"] = start };

        var index = 0;
        foreach (var block in whole["content"]!.AsArray())
        {
            foreach (var data in Block(block!.AsObject(), index))
                yield return data;
            index++;
        }
        yield return new()
        {
            ["type"] = "message_delta",
            ["delta"] = new JsonObject { ["stop_reason"] = (string?)whole["stop_reason"], ["stop_sequence"] = null },
            ["usage"] = AnthropicServer.Usage(reply, reply.OutputTokens),
        };
        yield return new() { ["type"] = "message_stop" };
    }

    private static JsonObject Failure(string message) =>
        new()
        {
            ["type"] = "error",
            ["error"] = new JsonObject { ["type"] = "overloaded_error", ["message"] = message },
        };

    private static IEnumerable<JsonObject> Block(JsonObject block, int index)
    {
        var empty = block.DeepClone().AsObject();
        IEnumerable<JsonObject> deltas;
        switch ((string?)block["type"])
        {
            case "thinking":
                empty["thinking"] = "";
                empty["signature"] = "";
                deltas =
                [
                    .. RequestJson.Pieces((string)block["thinking"]!).Select(piece => Delta("thinking_delta", "thinking", piece)),
                    Delta("signature_delta", "signature", (string)block["signature"]!),
                ];
                break;
            case "text":
                empty["text"] = "";
                deltas = RequestJson.Pieces((string)block["text"]!).Select(piece => Delta("text_delta", "text", piece));
                break;
            default:
                empty["input"] = new JsonObject();
                var arguments = block["input"] is JsonObject input ? input.ToJsonString() : (string)block["input"]!;
                deltas = RequestJson.Pieces(arguments).Prepend("").Select(piece => Delta("input_json_delta", "partial_json", piece));
                break;
        }
        yield return new()
        {
            ["type"] = "content_block_start",
            ["index"] = index,
            ["content_block"] = empty,
        };
        yield return new() { ["type"] = "ping" };
        foreach (var delta in deltas)
            yield return new()
            {
                ["type"] = "content_block_delta",
                ["index"] = index,
                ["delta"] = delta,
            };
        yield return new() { ["type"] = "content_block_stop", ["index"] = index };
    }

    private static JsonObject Delta(string type, string name, string value) => new() { ["type"] = type, [name] = value };
}
