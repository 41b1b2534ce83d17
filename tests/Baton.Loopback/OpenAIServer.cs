using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baton.Loopback;

/// <summary>Speaks OpenAI's Chat Completions API: <c>POST /v1/chat/completions</c>.</summary>
public sealed class OpenAIServer : LoopbackProvider
{
    private const long Created = 1_767_225_600;

    public override Dialect Dialect => Dialect.OpenAI;

    public override string Model => "openai/gpt-6-luna";

    public override IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["OPENAI_API_KEY"] = "loopback-key", ["OPENAI_BASE_URL"] = BaseAddress.AbsoluteUri + "v1" };

    private protected override async Task AnswerAsync(HttpContext http, string body)
    {
        if (http.Request.Method != "POST" || http.Request.Path != "/v1/chat/completions")
            throw new RefusedException($"Invalid URL ({http.Request.Method} {http.Request.Path})", 404);
        if (!http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
            throw new RefusedException("You didn't provide an API key.", 401);

        var json = RequestJson.Body(body);
        var request = OpenAIRules.Check(json) with { Body = body };
        var reply = await AcceptAsync(http, request);
        if (reply.Failure is { } failure)
            await WriteFailureAsync(http, failure);
        else if (request.Streaming)
            await StreamAsync(http, request, reply, json.Get("stream_options")?.GetFlag("include_usage") == true);
        else
            await WriteJsonAsync(http, Whole(request, reply), reply.BreaksOff);
    }

    private protected override JsonNode Error(int status, string type, string message, string? code = null) =>
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = message,
                ["type"] = type,
                ["param"] = null,
                ["code"] = code,
            },
        };

    private JsonObject Whole(ParsedRequest request, ScriptedReply reply)
    {
        var message = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = reply.Text,
            ["refusal"] = null,
        };
        if (reply.ToolCalls.Count > 0)
            message["tool_calls"] = new JsonArray([.. reply.ToolCalls.Select(call => Call(call, call.Arguments))]);
        var whole = Envelope("chat.completion", NextId("chatcmpl-"), request.Model);
        whole["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = Finish(reply),
            }
        );
        whole["usage"] = Usage(reply);
        return whole;
    }

    private async Task StreamAsync(HttpContext http, ParsedRequest request, ScriptedReply reply, bool withUsage)
    {
        http.Response.ContentType = "text/event-stream";
        var id = NextId("chatcmpl-");
        await SendAsync(
            new()
            {
                ["role"] = "assistant",
                ["content"] = reply.ToolCalls.Count > 0 ? null : "",
                ["refusal"] = null,
            }
        );
        foreach (var piece in RequestJson.Pieces(reply.Text ?? ""))
        {
            await SendAsync(new() { ["content"] = piece });
            if (reply.BreaksOff)
            {
                http.Abort();
                return;
            }
            if (reply.FailsMidway is { } message)
            {
                await WriteAsync(Error(500, "server_error", message).ToJsonString());
                return;
            }
        }
        for (var index = 0; index < reply.ToolCalls.Count; index++)
        {
            var head = Call(reply.ToolCalls[index], "");
            head["index"] = index;
            await SendAsync(new() { ["tool_calls"] = new JsonArray(head) });
            foreach (var piece in RequestJson.Pieces(reply.ToolCalls[index].Arguments))
            {
                var part = new JsonObject
                {
                    ["index"] = index,
                    ["function"] = new JsonObject { ["arguments"] = piece },
                };
                await SendAsync(new() { ["tool_calls"] = new JsonArray(part) });
                if (reply.BreaksOff)
                {
                    http.Abort();
                    return;
                }
            }
        }
        await SendAsync([], Finish(reply));
        if (withUsage)
        {
            var last = Envelope("chat.completion.chunk", id, request.Model);
            last["choices"] = new JsonArray();
            last["usage"] = Usage(reply);
            await WriteAsync(last.ToJsonString());
        }
        await WriteAsync("[DONE]");

        async Task SendAsync(JsonObject delta, string? finish = null)
        {
            var chunk = Envelope("chat.completion.chunk", id, request.Model);
            chunk["choices"] = new JsonArray(
                new JsonObject
                {
                    ["index"] = 0,
                    ["delta"] = delta,
                    ["logprobs"] = null,
                    ["finish_reason"] = finish,
                }
            );
            if (withUsage)
                chunk["usage"] = null;
            await WriteAsync(chunk.ToJsonString());
        }

        async Task WriteAsync(string data)
        {
            await http.Response.WriteAsync($"data: {data}\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    private JsonObject Call(ScriptedCall call, string arguments) =>
        new()
        {
            ["id"] = call.Id ?? NextId("call_"),
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Tool, ["arguments"] = arguments },
        };

    private static JsonObject Envelope(string kind, string id, string model) =>
        new()
        {
            ["id"] = id,
            ["object"] = kind,
            ["created"] = Created,
            ["model"] = model,
            ["system_fingerprint"] = null,
        };

    private static string Finish(ScriptedReply reply) =>
        reply.End switch
        {
            ReplyEnd.Length => "length",
            ReplyEnd.Refusal => "content_filter",
            _ => reply.ToolCalls.Count > 0 ? "tool_calls" : "stop",
        };

    private static JsonObject Usage(ScriptedReply reply) =>
        new()
        {
            ["prompt_tokens"] = reply.InputTokens,
            ["completion_tokens"] = reply.OutputTokens,
            ["total_tokens"] = reply.InputTokens + reply.OutputTokens,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = reply.CachedTokens },
        };
}
