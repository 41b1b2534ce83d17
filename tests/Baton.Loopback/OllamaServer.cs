using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baton.Loopback;

/// <summary>Speaks Ollama's API: <c>/api/chat</c>, and what clients ask before it.</summary>
public sealed class OllamaServer : LoopbackProvider
{
    private const string Time = "2026-01-01T00:00:00Z";

    /// <summary>The installed models in order, and whether each can call tools.</summary>
    public IList<(string Name, bool CallsTools)> Installed { get; } =
    [("embedder:latest", false), ("qwen3.5:9b", true), ("llama4:8b", true)];

    public override Dialect Dialect => Dialect.Ollama;

    public override string Model => "ollama/qwen3.5:9b";

    public override IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["OLLAMA_HOST"] = BaseAddress.Authority };

    private protected override async Task AnswerAsync(HttpContext http, string body)
    {
        switch (http.Request.Method, http.Request.Path.Value)
        {
            case ("GET", "/api/version"):
                await WriteJsonAsync(http, new JsonObject { ["version"] = "0.30.0" });
                break;
            case ("GET", "/api/tags"):
                var models = Installed.Select(model => new JsonObject
                {
                    ["name"] = model.Name,
                    ["model"] = model.Name,
                    ["modified_at"] = Time,
                });
                await WriteJsonAsync(http, new JsonObject { ["models"] = new JsonArray([.. models]) });
                break;
            case ("POST", "/api/show"):
                var shown = Find(RequestJson.Body(body).Require("model", "show"));
                await WriteJsonAsync(
                    http,
                    new JsonObject { ["capabilities"] = new JsonArray("completion", shown.CallsTools ? "tools" : "insert") }
                );
                break;
            case ("POST", "/api/chat"):
                await ChatAsync(http, body);
                break;
            default:
                throw new RefusedException($"404 page not found: {http.Request.Method} {http.Request.Path}", 404);
        }
    }

    private protected override JsonNode Error(int status, string type, string message, string? code = null) =>
        new JsonObject { ["error"] = message };

    private async Task ChatAsync(HttpContext http, string body)
    {
        var request = OllamaRules.Check(RequestJson.Body(body)) with { Body = body };
        var model = Find(request.Model);
        RefusedException.Unless(
            model.CallsTools || request.Tools.Count == 0,
            $"registry.ollama.ai/library/{model.Name} does not support tools"
        );
        var reply = await AcceptAsync(http, request);
        if (reply.Failure is { } failure)
            await WriteFailureAsync(http, failure);
        else if (request.Streaming)
            await StreamAsync(http, request, reply);
        else
            await WriteJsonAsync(http, Last(request, reply, Message(reply.Text ?? "", reply.ToolCalls, reply.Thinking)), reply.BreaksOff);
    }

    private (string Name, bool CallsTools) Find(string model) =>
        Installed.FirstOrDefault(installed => installed.Name == model) is { Name: not null } found
            ? found
            : throw new RefusedException($"model '{model}' not found", 404);

    private async Task StreamAsync(HttpContext http, ParsedRequest request, ScriptedReply reply)
    {
        http.Response.ContentType = "application/x-ndjson";
        foreach (var piece in RequestJson.Pieces(reply.Thinking ?? ""))
            await WriteAsync(Part(request, Message("", [], piece)));
        foreach (var piece in RequestJson.Pieces(reply.Text ?? ""))
        {
            await WriteAsync(Part(request, Message(piece, [])));
            if (reply.BreaksOff)
            {
                http.Abort();
                return;
            }
            if (reply.FailsMidway is { } message)
            {
                await WriteAsync(new JsonObject { ["error"] = message });
                return;
            }
        }
        foreach (var call in reply.ToolCalls)
        {
            await WriteAsync(Part(request, Message("", [call])));
            if (reply.BreaksOff)
            {
                http.Abort();
                return;
            }
        }

        await WriteAsync(Last(request, reply, Message("", [])));

        async Task WriteAsync(JsonObject line)
        {
            await http.Response.WriteAsync(line.ToJsonString() + "\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    private static JsonObject Message(string text, IReadOnlyList<ScriptedCall> calls, string? thinking = null)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text };
        if (thinking is not null)
            message["thinking"] = thinking;
        if (calls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([
                .. calls.Select(call => new JsonObject
                {
                    ["function"] = new JsonObject { ["name"] = call.Tool, ["arguments"] = Arguments(call) },
                }),
            ]);
        }
        return message;
    }

    private static JsonObject Arguments(ScriptedCall call)
    {
        try
        {
            return JsonNode.Parse(call.Arguments) as JsonObject
                ?? throw new InvalidOperationException($"Ollama parses arguments itself: {call.Arguments} is not an object.");
        }
        catch (JsonException broken)
        {
            throw new InvalidOperationException($"Ollama parses arguments itself: {call.Arguments} is not JSON.", broken);
        }
    }

    private static JsonObject Part(ParsedRequest request, JsonObject message) =>
        new()
        {
            ["model"] = request.Model,
            ["created_at"] = Time,
            ["message"] = message,
            ["done"] = false,
        };

    private static JsonObject Last(ParsedRequest request, ScriptedReply reply, JsonObject message) =>
        new()
        {
            ["model"] = request.Model,
            ["created_at"] = Time,
            ["message"] = message,
            ["done"] = true,
            // Calls end with "stop" too: the real one has no other word for them.
            ["done_reason"] = reply.End == ReplyEnd.Length ? "length" : "stop",
            ["total_duration"] = 1,
            ["load_duration"] = 1,
            ["prompt_eval_count"] = reply.InputTokens,
            ["prompt_eval_duration"] = 1,
            ["eval_count"] = reply.OutputTokens,
            ["eval_duration"] = 1,
        };
}
