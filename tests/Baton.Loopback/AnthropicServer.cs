using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baton.Loopback;

/// <summary>Speaks Anthropic's Messages API as its current models do: <c>POST /v1/messages</c>.</summary>
public sealed class AnthropicServer : LoopbackProvider
{
    private readonly AnthropicReasoning reasoning = new();

    public override Dialect Dialect => Dialect.Anthropic;

    public override string Model => "anthropic/claude-sonnet-5-5";

    public override IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["ANTHROPIC_API_KEY"] = "loopback-key", ["ANTHROPIC_BASE_URL"] = BaseAddress.AbsoluteUri };

    private protected override async Task AnswerAsync(HttpContext http, string body)
    {
        if (http.Request.Method != "POST" || http.Request.Path != "/v1/messages")
            throw new RefusedException($"Not found: {http.Request.Method} {http.Request.Path}", 404, "not_found_error");
        // The SDK sends the key as a bearer token; other clients of the same API send it as x-api-key.
        var key = http.Request.Headers["x-api-key"].ToString();
        if (key.Length == 0 && !http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
            throw new RefusedException("x-api-key header is required", 401, "authentication_error");
        RefusedException.Unless(http.Request.Headers["anthropic-version"].Count > 0, "anthropic-version: header is required");

        var json = RequestJson.Body(body);
        var request = AnthropicRules.Check(json, reasoning) with { Body = body };
        var reply = await AcceptAsync(http, request);
        if (reply.Failure is { } failure)
        {
            await WriteFailureAsync(http, failure);
            return;
        }
        if (!request.Streaming && reply.ToolCalls.FirstOrDefault(call => Input(call.Arguments) is not JsonObject) is { } malformed)
            throw new InvalidOperationException($"Only a stream can carry {malformed.Arguments}, which is no object.");
        var whole = Whole(reply, request.Model, reply.Thinking is { } thinking ? reasoning.Issue(json, thinking) : null);
        if (request.Streaming)
            await AnthropicStream.WriteAsync(http, whole, reply);
        else
            await WriteJsonAsync(http, whole, reply.BreaksOff);
    }

    private protected override JsonNode Error(int status, string type, string message, string? code = null) =>
        new JsonObject
        {
            ["type"] = "error",
            ["error"] = new JsonObject { ["type"] = status == 529 ? "overloaded_error" : type, ["message"] = message },
            ["request_id"] = NextId("req_"),
        };

    private JsonObject Whole(ScriptedReply reply, string model, string? signature)
    {
        var content = new JsonArray();
        if (reply.Thinking is { } thinking)
            content.Add(
                new JsonObject
                {
                    ["type"] = "thinking",
                    ["thinking"] = thinking,
                    ["signature"] = signature,
                }
            );
        if (reply.Text is { } text)
            content.Add(new JsonObject { ["type"] = "text", ["text"] = text });
        foreach (var call in reply.ToolCalls)
        {
            content.Add(
                new JsonObject
                {
                    ["type"] = "tool_use",
                    ["id"] = call.Id ?? NextId("toolu_"),
                    ["name"] = call.Tool,
                    ["input"] = Input(call.Arguments),
                }
            );
        }
        return new()
        {
            ["id"] = NextId("msg_"),
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = model,
            ["content"] = content,
            ["stop_reason"] = reply.End switch
            {
                ReplyEnd.Length => "max_tokens",
                ReplyEnd.Refusal => "refusal",
                _ => reply.ToolCalls.Count > 0 ? "tool_use" : "end_turn",
            },
            ["stop_sequence"] = null,
            ["usage"] = Usage(reply, reply.OutputTokens),
        };
    }

    /// <summary>The tokens of a reply, as the Messages API counts them: what came from the cache is no input token.</summary>
    public static JsonObject Usage(ScriptedReply reply, long output) =>
        new()
        {
            ["input_tokens"] = reply.InputTokens - reply.CachedTokens,
            ["cache_creation_input_tokens"] = 0,
            ["cache_read_input_tokens"] = reply.CachedTokens,
            ["output_tokens"] = output,
        };

    /// <summary>An object where the arguments are one; text that is none is kept as a string, which only a stream can send.</summary>
    private static JsonNode? Input(string arguments)
    {
        try
        {
            return JsonNode.Parse(arguments) as JsonObject ?? (JsonNode)arguments;
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}
