using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Loopback;

/// <summary>What OpenAI's Chat Completions API asks of a request. The messages are the real one's, as people report them.</summary>
internal static partial class OpenAIRules
{
    public static ParsedRequest Check(JsonElement request)
    {
        var model = request.GetText("model") is { Length: > 0 } name
            ? name
            : throw new RefusedException("you must provide a model parameter");
        RefusedException.Unless(
            request.Get("max_tokens") is null,
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        );
        var tools = Tools(request);
        RefusedException.Unless(
            tools.Count == 0 || !model.StartsWith("gpt-6", StringComparison.Ordinal) || request.GetText("reasoning_effort") == "none",
            $"Function tools with reasoning_effort are not supported for {model} in /v1/chat/completions."
                + " To use function tools, use /v1/responses or set reasoning_effort to 'none'."
        );

        var list = request.GetList("messages");
        RefusedException.Unless(list.Count > 0, "Invalid 'messages': empty array. Expected an array with minimum length 1.");
        var system = new List<string>();
        var messages = new List<ParsedMessage>();
        var open = new List<string>();
        for (var index = 0; index < list.Count; index++)
        {
            var (message, where) = (list[index], $"messages[{index}]");
            var role = message.Require("role", where);
            if (role != "tool")
                AllAnswered(open);
            if (message.GetText("name") is { } author)
                RefusedException.Unless(
                    AuthorName().IsMatch(author),
                    $"Invalid '{where}.name': string does not match pattern. Expected '^[^\\s<|\\\\/>]+$'."
                );
            switch (role)
            {
                case "system" or "developer":
                    system.Add(Content(message, where, needed: true));
                    break;
                case "user":
                    messages.Add(new("user", Content(message, where, needed: true)));
                    break;
                case "assistant":
                    messages.Add(Assistant(message, where));
                    open = [.. messages[^1].Calls.Select(call => call.Id!)];
                    break;
                case "tool":
                    Answer(messages, open, message, where);
                    break;
                default:
                    throw new RefusedException(
                        $"Invalid value: '{role}'. Supported values are: 'system', 'assistant', 'user', 'tool', and 'developer'."
                    );
            }
        }
        AllAnswered(open);
        return new()
        {
            Model = model,
            Streaming = request.GetFlag("stream"),
            System = string.Join('\n', system),
            Messages = messages,
            Tools = tools,
        };
    }

    private static List<string> Tools(JsonElement request)
    {
        var names = new List<string>();
        foreach (var tool in request.GetList("tools"))
        {
            var where = $"tools[{names.Count}].function";
            var function = tool.Get("function") ?? throw new RefusedException($"Missing required parameter: '{where}'.");
            var name = function.Require("name", where);
            NameFits(name, $"{where}.name");
            RefusedException.Unless(
                function.Get("parameters") is null || function.Get("parameters")?.GetText("type") == "object",
                $"Invalid schema for function '{name}': schema must be a JSON Schema of 'type: \"object\"'."
            );
            names.Add(name);
        }
        return names;
    }

    private static ParsedMessage Assistant(JsonElement message, string where)
    {
        var calls = new List<ParsedCall>();
        foreach (var call in message.GetList("tool_calls"))
        {
            var at = $"{where}.tool_calls[{calls.Count}]";
            var id = call.Require("id", at);
            RefusedException.Unless(
                id.Length is > 0 and <= 40,
                $"Invalid '{at}.id': string too long. Expected a string with maximum length 40, but got a string with length "
                    + $"{id.Length} instead."
            );
            RefusedException.Unless(calls.TrueForAll(other => other.Id != id), $"Duplicate value for '{at}.id': '{id}'.");
            var function = call.Get("function") ?? throw new RefusedException($"Missing required parameter: '{at}.function'.");
            var name = function.Require("name", $"{at}.function");
            NameFits(name, $"{at}.function.name");
            calls.Add(new(id, name, function.Require("arguments", $"{at}.function")));
        }
        return new("assistant", Content(message, where, needed: calls.Count == 0)) { Calls = calls };
    }

    private static void Answer(List<ParsedMessage> messages, List<string> open, JsonElement message, string where)
    {
        var id = message.Require("tool_call_id", where);
        RefusedException.Unless(
            open.Remove(id),
            "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
        );
        var result = new ParsedResult(id, Content(message, where, needed: false));
        // One message for each result on the wire; together they answer one reply, as in the other dialects.
        if (messages[^1].Role == "tool")
            messages[^1] = messages[^1] with { Results = [.. messages[^1].Results, result] };
        else
            messages.Add(new("tool", "") { Results = [result] });
    }

    private static void AllAnswered(List<string> open) =>
        RefusedException.Unless(
            open.Count == 0,
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
                + $" The following tool_call_ids did not have response messages: {string.Join(", ", open)}"
        );

    private static string Content(JsonElement message, string where, bool needed)
    {
        var text = message.Get("content") switch
        {
            null => "",
            { ValueKind: JsonValueKind.String } plain => plain.GetString()!,
            { ValueKind: JsonValueKind.Array } parts => string.Join(
                '\n',
                parts.EnumerateArray().Select(part => part.GetText("text") ?? "")
            ),
            _ => throw new RefusedException($"Invalid type for '{where}.content': expected one of a string or array of objects."),
        };
        RefusedException.Unless(
            !needed || text.Length > 0,
            $"Invalid type for '{where}.content': expected one of a string or array of objects, but got null instead."
        );
        return text;
    }

    private static void NameFits(string name, string where) =>
        RefusedException.Unless(
            FunctionName().IsMatch(name),
            $"Invalid '{where}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]{{1,64}}$'."
        );

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"^[^\s<|\\/>]+$")]
    private static partial Regex AuthorName();
}
