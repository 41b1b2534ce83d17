using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Loopback;

/// <summary>What Anthropic's Messages API asks of a request. The messages are the real one's, as people report them.</summary>
internal static partial class AnthropicRules
{
    private const int MostBreakpoints = 4;

    public static ParsedRequest Check(JsonElement request, AnthropicReasoning reasoning)
    {
        var model = request.GetText("model") is { Length: > 0 } name ? name : throw new RefusedException("model: Field required");
        RefusedException.Unless(
            request.Get("max_tokens") is { } most && most.TryGetInt64(out var tokens) && tokens > 0,
            "max_tokens: Field required"
        );
        foreach (var dropped in (string[])["temperature", "top_p", "top_k"])
            RefusedException.Unless(request.Get(dropped) is null, $"`{dropped}` is not supported for this model.");
        if (request.Get("thinking")?.GetText("type") is { } thinking)
            RefusedException.Unless(
                thinking is "adaptive" or "between_tools",
                $"\"thinking.type.{thinking}\" is not supported for this model."
            );
        if (request.Get("tool_choice")?.GetText("type") is { } choice)
            RefusedException.Unless(choice is "auto" or "none", $"tool_choice: type '{choice}' is not supported for this model.");

        var breakpoints = Breakpoints(request);
        RefusedException.Unless(
            breakpoints <= MostBreakpoints,
            $"A maximum of {MostBreakpoints} blocks with cache_control may be provided. Found {breakpoints}."
        );
        var tools = Tools(request);
        var messages = request.GetList("messages");
        RefusedException.Unless(messages.Count > 0, "messages: at least one message is required");
        var parsed = new List<ParsedMessage>();
        for (var index = 0; index < messages.Count; index++)
            parsed.Add(Message(request, messages, index, reasoning));
        Pairing(parsed, tools);
        RefusedException.Unless(parsed[0].Role != "assistant", "messages: first message must use the \"user\" role");
        RefusedException.Unless(
            parsed[^1].Role != "assistant",
            "This model does not support assistant message prefill. The conversation must end with a user message."
        );
        return new()
        {
            Model = model,
            Streaming = request.GetFlag("stream"),
            System = System(request),
            Messages = parsed,
            Tools = tools,
        };
    }

    /// <summary>A message's blocks; a plain text is one block.</summary>
    public static IReadOnlyList<JsonElement> Blocks(JsonElement message) =>
        message.Get("content") switch
        {
            { ValueKind: JsonValueKind.String } text => [JsonSerializer.SerializeToElement(new { type = "text", text = text.GetString() })],
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
            _ => throw new RefusedException("messages.content: Input should be a valid list"),
        };

    private static int Breakpoints(JsonElement part) =>
        part.ValueKind switch
        {
            JsonValueKind.Object => (part.Get("cache_control")?.GetText("type") == "ephemeral" ? 1 : 0)
                + part.EnumerateObject().Sum(member => Breakpoints(member.Value)),
            JsonValueKind.Array => part.EnumerateArray().Sum(Breakpoints),
            _ => 0,
        };

    private static List<string> Tools(JsonElement request)
    {
        var names = new List<string>();
        foreach (var tool in request.GetList("tools"))
        {
            var where = $"tools.{names.Count}.custom";
            var name = tool.Require("name", where);
            RefusedException.Unless(ToolName().IsMatch(name), $"{where}.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'");
            RefusedException.Unless(
                tool.Get("input_schema")?.GetText("type") == "object",
                $"{where}.input_schema.type: Input should be 'object'"
            );
            RefusedException.Unless(!names.Contains(name), "tools: Tool names must be unique.");
            names.Add(name);
        }
        return names;
    }

    private static string System(JsonElement request)
    {
        if (request.Get("system") is not { } system)
            return "";
        if (system.ValueKind == JsonValueKind.String)
            return system.GetString()!;
        var texts = system.EnumerateArray().Select(block => block.GetText("text")).ToList();
        RefusedException.Unless(!texts.Any(string.IsNullOrEmpty), "system: text content blocks must be non-empty");
        return string.Join('\n', texts);
    }

    private static ParsedMessage Message(JsonElement request, IReadOnlyList<JsonElement> messages, int index, AnthropicReasoning reasoning)
    {
        var role = messages[index].Require("role", $"messages.{index}");
        RefusedException.Unless(
            role is "user" or "assistant",
            $"messages: Unexpected role \"{role}\". The Messages API accepts a top-level `system` parameter,"
                + $" not \"{role}\" as an input message role."
        );
        var blocks = Blocks(messages[index]);
        RefusedException.Unless(blocks.Count > 0, $"messages.{index}: all messages must have non-empty content");

        var texts = new List<string>();
        var calls = new List<ParsedCall>();
        var results = new List<ParsedResult>();
        var signatures = new List<string>();
        for (var at = 0; at < blocks.Count; at++)
        {
            var (block, where) = (blocks[at], $"messages.{index}.content.{at}");
            switch (block.Require("type", where))
            {
                case "text":
                    texts.Add(Text(block.Require("text", where)));
                    break;
                case "tool_use" when role == "assistant":
                    calls.Add(Call(block, $"{where}.tool_use"));
                    break;
                case "tool_result" when role == "user":
                    // Results lead: what stands after a text does not count as the answer to the calls.
                    if (texts.Count == 0)
                        results.Add(Result(block, $"{where}.tool_result"));
                    break;
                case "thinking" or "redacted_thinking" when role == "assistant":
                    reasoning.Check(request, index, block, where);
                    signatures.Add(block.GetText("signature")!);
                    break;
                case "image" or "document" when role == "user":
                    break;
                case var type:
                    throw new RefusedException($"{where}: `{type}` blocks are not allowed in {role} messages");
            }
        }
        return new(results.Count > 0 ? "tool" : role, string.Join('\n', texts))
        {
            Calls = calls,
            Results = results,
            Private = signatures,
        };
    }

    private static string Text(string text)
    {
        RefusedException.Unless(text.Length > 0, "messages: text content blocks must be non-empty");
        RefusedException.Unless(!string.IsNullOrWhiteSpace(text), "messages: text content blocks must contain non-whitespace text");
        return text;
    }

    private static ParsedCall Call(JsonElement block, string where)
    {
        var (id, name) = (block.Require("id", where), block.Require("name", where));
        RefusedException.Unless(CallId().IsMatch(id), $"{where}.id: String should match pattern '^[a-zA-Z0-9_-]+$'");
        RefusedException.Unless(ToolName().IsMatch(name), $"{where}.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'");
        RefusedException.Unless(
            block.Get("input") is { ValueKind: JsonValueKind.Object },
            $"{where}.input: Input should be a valid dictionary"
        );
        return new(id, name, block.GetProperty("input").GetRawText());
    }

    private static ParsedResult Result(JsonElement block, string where)
    {
        var content = block.Get("content") switch
        {
            null => "",
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { } list => string.Join('\n', list.EnumerateArray().Select(part => Text(part.GetText("text") ?? "-"))),
        };
        var failed = block.GetFlag("is_error");
        RefusedException.Unless(!failed || content.Length > 0, $"{where}: content cannot be empty if `is_error` is true");
        return new(block.Require("tool_use_id", where), content, failed);
    }

    private static void Pairing(List<ParsedMessage> messages, List<string> tools)
    {
        var seen = new HashSet<string>();
        for (var index = 0; index < messages.Count; index++)
        {
            var calls = messages[index].Calls.Select(call => call.Id!).ToList();
            RefusedException.Unless(calls.TrueForAll(seen.Add), $"messages.{index}: `tool_use` ids must be unique");
            var answers = index + 1 < messages.Count ? messages[index + 1].Results.Select(result => result.CallId).ToList() : [];
            var open = calls.Except(answers).ToList();
            RefusedException.Unless(
                open.Count == 0,
                $"messages.{index}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", open)}."
                    + " Each `tool_use` block must have a corresponding `tool_result` block in the next message."
            );

            var given = messages[index].Results.Select(result => result.CallId).ToList();
            var asked = index > 0 ? messages[index - 1].Calls.Select(call => call.Id!) : [];
            RefusedException.Unless(
                !given.Except(asked).Any(),
                $"messages.{index}.content: unexpected `tool_use_id` found in `tool_result` blocks: {string.Join(", ", given)}."
                    + " Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
            );
            RefusedException.Unless(
                given.Distinct().Count() == given.Count,
                $"messages.{index}: each tool_use must have a single result. Found multiple `tool_result` blocks with one id."
            );
            RefusedException.Unless(
                tools.Count > 0 || (calls.Count == 0 && given.Count == 0),
                "Requests which include `tool_use` or `tool_result` blocks must define tools."
            );
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$")]
    private static partial Regex ToolName();

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex CallId();
}
