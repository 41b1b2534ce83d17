using System.Text.Json;

namespace Baton.Loopback;

/// <summary>
/// What Ollama's API asks of a request, and a little more: the real one lets an unanswered call or an orphan result pass, and
/// the model's template then shows the model nonsense. Here that is refused too, since rule 6 holds for every provider.
/// </summary>
internal static class OllamaRules
{
    public static ParsedRequest Check(JsonElement request)
    {
        var model = request.GetText("model") is { Length: > 0 } name ? name : throw new RefusedException("model is required");
        var system = new List<string>();
        var messages = new List<ParsedMessage>();
        var open = 0;
        foreach (var message in request.GetList("messages"))
        {
            var role = message.GetText("role");
            if (role != "tool")
                RefusedException.Unless(open == 0, $"{open} tool calls have no result before the next message");
            var text = message.GetText("content") ?? "";
            switch (role)
            {
                case "system":
                    system.Add(text);
                    break;
                case "user":
                    RefusedException.Unless(text.Length > 0 || message.Get("images") is not null, "a user message is empty");
                    messages.Add(new("user", text));
                    break;
                case "assistant":
                    var calls = Calls(message);
                    RefusedException.Unless(text.Length > 0 || calls.Count > 0, "an assistant message is empty");
                    messages.Add(new("assistant", text) { Calls = calls });
                    open = calls.Count;
                    break;
                case "tool":
                    RefusedException.Unless(open-- > 0, "a tool message answers no call");
                    Answer(messages, text);
                    break;
                default:
                    throw new RefusedException($"invalid role: {role}");
            }
        }
        RefusedException.Unless(open <= 0, $"{open} tool calls have no result");
        RefusedException.Unless(messages.Count > 0, "messages are missing");
        return new()
        {
            Model = model,
            // The real one streams unless told not to.
            Streaming = request.Get("stream") is not { ValueKind: JsonValueKind.False },
            System = string.Join('\n', system),
            Messages = messages,
            Tools = Tools(request),
        };
    }

    private static List<string> Tools(JsonElement request)
    {
        var names = new List<string>();
        foreach (var tool in request.GetList("tools"))
        {
            var function = tool.Get("function") ?? throw new RefusedException("a tool has no function");
            var name = function.GetText("name") ?? "";
            RefusedException.Unless(name.Length > 0, "a tool has no name");
            RefusedException.Unless(function.Get("parameters")?.GetText("type") == "object", $"{name}: parameters must be an object");
            names.Add(name);
        }
        return names;
    }

    private static List<ParsedCall> Calls(JsonElement message)
    {
        var calls = new List<ParsedCall>();
        foreach (var call in message.GetList("tool_calls"))
        {
            var function = call.Get("function") ?? throw new RefusedException("a tool call has no function");
            var name = function.GetText("name") ?? "";
            RefusedException.Unless(name.Length > 0, "a tool call has no name");
            RefusedException.Unless(
                function.Get("arguments") is { ValueKind: JsonValueKind.Object },
                "json: cannot unmarshal into Go struct field .messages.tool_calls.function.arguments of type api.ToolCallFunctionArguments"
            );
            calls.Add(new(call.GetText("id"), name, function.GetProperty("arguments").GetRawText()));
        }
        return calls;
    }

    private static void Answer(List<ParsedMessage> messages, string text)
    {
        var result = Unwrap(text);
        if (messages[^1].Role == "tool")
            messages[^1] = messages[^1] with { Results = [.. messages[^1].Results, result] };
        else
            messages.Add(new("tool", "") { Results = [result] });
    }

    /// <summary>OllamaSharp puts the call's id and the result into one JSON text; other clients send the result alone.</summary>
    private static ParsedResult Unwrap(string text)
    {
        if (!text.StartsWith('{'))
            return new("", text);
        var json = JsonElement.Parse(text);
        return json.Get("CallId") is not null && json.Get("Result") is { } inner
            ? new(json.GetText("CallId")!, inner.ValueKind == JsonValueKind.String ? inner.GetString()! : inner.GetRawText())
            : new("", text);
    }
}
