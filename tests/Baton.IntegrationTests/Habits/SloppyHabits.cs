using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Loopback;

namespace Baton.IntegrationTests.Habits;

/// <summary>The table of habits.</summary>
internal static class SloppyHabits
{
    public static IReadOnlyList<SloppyHabit> All { get; } =
    [.. Arguments(), .. Wrappings(), .. Names(), .. WrittenCalls(), .. ToolCalls(), .. Texts()];

    private static IEnumerable<SloppyHabit> Arguments() =>
        [
            Sets("confidence as a percentage", "confidence", "90%"),
            Sets("confidence out of a hundred", "confidence", 95),
            Sets("confidence as a word", "confidence", "high"),
            Sets("confidence null", "confidence", (JsonNode?)null),
            Sets("confidence far too high", "confidence", 900),
            Sets("priority in another word", "priority", "Critical"),
            Sets("priority as a number", "priority", 1),
            Sets("notes as an object", "notes", new JsonObject { ["customer"] = "is upset" }),
            Sets("notes as JSON in a text", "notes", """["upset"]"""),
            Sets("alternatives as one text", "alternatives", "billing, technical"),
            Sets("alternatives that nobody knows", "alternatives", new JsonArray("sales")),
            Sets("category null", "category", (JsonNode?)null),
            Sets("strategy unknown", "strategy", "parallel"),
            Sets("limits as a text", "limits", "none"),
            Sets("limits with empty lists", "limits", new JsonObject { ["tools"] = new JsonArray(), ["permissions"] = new JsonArray() }),
            Sets(
                "limits with words",
                "limits",
                new JsonObject
                {
                    ["permissions"] = "none",
                    ["turns"] = 0,
                    ["minutes"] = -1,
                }
            ),
            Sets("an argument that nobody knows", "urgency", "yes"),
            Sets("issues as a text", "issues", arguments => Issue(arguments)),
            Sets("issues as JSON in a text", "issues", arguments => $"[{JsonSerializer.Serialize(Issue(arguments))}]"),
            Sets("issues as objects", "issues", arguments => new JsonArray(new JsonObject { ["title"] = Issue(arguments) })),
            Sets("issues as one object", "issues", arguments => new JsonObject { ["title"] = Issue(arguments), ["status"] = "open" }),
            Sets("issues with a number that does not exist", "issues", new JsonArray(7)),
            Sets("issues none", "issues", "none"),
            Sets("issues null", "issues", (JsonNode?)null),
            Sets("one title for both", "issues", new JsonArray("Customer request")),
            Transfers("no summary", arguments => Without(arguments, "summary")),
            Transfers("no issues", arguments => Without(arguments, "issues")),
            Transfers("no arguments", _ => []),
            Transfers("keys in another case", arguments => Renamed(arguments, key => key.ToUpperInvariant())),
            Transfers("summary as a list", arguments => With(arguments, "summary", new JsonArray(Text(arguments, "summary")))),
        ];

    private static IEnumerable<SloppyHabit> Wrappings() =>
        [
            Transfers("wrapped in arguments", arguments => new JsonObject { ["arguments"] = arguments }),
            Transfers("wrapped in input", arguments => new JsonObject { ["input"] = arguments }),
            Transfers("wrapped in parameters", arguments => new JsonObject { ["parameters"] = arguments }),
            Transfers("wrapped as JSON in a text", arguments => new JsonObject { ["arguments"] = arguments.ToJsonString() }),
            new(
                "wrapped with its name",
                reply => Calls(reply, call => call with { Arguments = $$"""{"name":"{{call.Tool}}","parameters":{{call.Arguments}}}""" })
            ),
            new("arguments empty", reply => Calls(reply, call => IsTransfer(call) ? call with { Arguments = "" } : call))
            {
                IsMalformed = true,
            },
            new(
                "arguments encoded twice",
                reply => Calls(reply, call => call with { Arguments = JsonSerializer.Serialize(call.Arguments) })
            )
            {
                // The SDKs give no arguments then, and do not say what was sent.
                IsMalformed = true,
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            new("arguments cut off", reply => Calls(reply, call => call with { Arguments = call.Arguments[..^3] }))
            {
                IsMalformed = true,
                Corrections = 1,
                IsServedIfRepeated = false,
            },
        ];

    private static IEnumerable<SloppyHabit> Names() =>
        [
            Named("functions.NAME", name => $"functions.{name}"),
            Named("default_api:NAME", name => $"default_api:{name}"),
            Named("NAME()", name => $"{name}()"),
            Named("NAME in upper case", name => name.ToUpperInvariant()),
            Named("NAME with dashes", name => name.Replace('_', '-')),
            Named("NAME in camel case", name => Camel(name)),
            Named("the bare agent", name => name.Replace("transfer_to_", "", StringComparison.Ordinal)),
            Named("handoff_to_AGENT", name => name.Replace("transfer_to_", "handoff_to_", StringComparison.Ordinal)),
            new(
                "transfer with an agent",
                reply =>
                    Calls(
                        reply,
                        call =>
                            IsTransfer(call)
                                ? new("transfer", With(Parsed(call.Arguments), "agent", call.Tool["transfer_to_".Length..]).ToJsonString())
                                : call
                    )
            ),
        ];

    private static IEnumerable<SloppyHabit> WrittenCalls() =>
        [
            Written("bare JSON", call => $$"""{"name": "{{call.Tool}}", "arguments": {{call.Arguments}}}"""),
            Written("fenced JSON", call => $"```json\n{{\"name\": \"{call.Tool}\", \"arguments\": {call.Arguments}}}\n```"),
            Written("<tool_call>", call => $"<tool_call>\n{{\"name\": \"{call.Tool}\", \"arguments\": {call.Arguments}}}\n</tool_call>"),
            Written("[TOOL_CALLS]", call => $"[TOOL_CALLS][{{\"name\": \"{call.Tool}\", \"arguments\": {call.Arguments}}}]"),
            Written("<|python_tag|>", call => $"<|python_tag|>{{\"name\": \"{call.Tool}\", \"parameters\": {call.Arguments}}}"),
            Written("<function=NAME>", call => $"<function={call.Tool}>{call.Arguments}</function>"),
            Written("Action:", call => $"Action: {call.Tool}\nAction Input: {call.Arguments}"),
            Written(
                "<invoke>",
                call =>
                    $"<invoke name=\"{call.Tool}\">"
                    + string.Concat(Parsed(call.Arguments).Select(pair => $"<parameter name=\"{pair.Key}\">{pair.Value}</parameter>"))
                    + "</invoke>"
            ),
            Written(
                "python",
                call =>
                    $"{call.Tool}({string.Join(", ", Parsed(call.Arguments).Select(pair => $"{pair.Key}={pair.Value!.ToJsonString()}"))})"
            ),
        ];

    private static IEnumerable<SloppyHabit> ToolCalls() =>
        [
            LooksUp("a number for a text", arguments => With(arguments, "amount", 49.99m)),
            LooksUp("a key in another case", arguments => Renamed(arguments, key => key.ToUpperInvariant())),
            LooksUp("a key too many", arguments => With(arguments, "currency", "USD")),
            LooksUp("an optional argument null", arguments => With(arguments, "year", null)),
            LooksUp("an optional argument empty", arguments => With(arguments, "year", "")),
            LooksUp("a text for a number", arguments => With(arguments, "year", "2026")),
            LooksUp("no argument", _ => []) with
            {
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            new("a tool that nobody has", reply => Calls(reply, call => IsTransfer(call) ? call : call with { Tool = "search_web" }))
            {
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            new(
                "the same look-up twice",
                reply => IsLookUp(reply) ? reply with { ToolCalls = [.. reply.ToolCalls, .. reply.ToolCalls] } : reply
            ),
        ];

    private static IEnumerable<SloppyHabit> Texts() =>
        [
            Says("a thought before", text => $"<think>The user wants transfer_to_billing, says the policy.</think>\n{text}"),
            Says("a thought that is not closed", text => $"The user is upset.</think>{text}"),
            Says("a control token behind", text => $"{text}<|im_end|>"),
            Says("a tool's JSON before", text => $$"""{"rows":[{"invoice":"7"}],"count":1}{{"\n\n"}}{{text}}"""),
            Says("its name before", text => $"Assistant: {text}"),
            Says("the answer twice", text => $"{text}\n\n{text}"),
            Says("an empty text", _ => " ") with
            {
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            Says("only a thought", _ => "<think>I have no idea.</think>") with
            {
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            Says("only a tool's JSON", _ => """{"rows":[{"invoice":"7"}],"count":1}""") with
            {
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            Says("a transfer that is only told", _ => "I'm transferring you to triage.") with
            {
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            Says("a deed that nobody did", text => $"{text} I have refunded the difference to your card.") with
            {
                Corrections = 1,
                IsServedIfRepeated = false,
            },
            new(
                "a text beside each call",
                reply => reply.ToolCalls.Count > 0 ? reply with { Text = "One moment, let me see to that." } : reply
            ),
        ];

    private static SloppyHabit Sets(string name, string key, JsonNode? value) => Sets(name, key, _ => value?.DeepClone());

    private static SloppyHabit Sets(string name, string key, Func<JsonObject, JsonNode?> value) =>
        Transfers(name, arguments => With(arguments, key, value(arguments)));

    private static SloppyHabit Transfers(string name, Func<JsonObject, JsonObject> bend) =>
        new(
            $"transfer: {name}",
            reply => Calls(reply, call => IsTransfer(call) ? call with { Arguments = bend(Parsed(call.Arguments)).ToJsonString() } : call)
        );

    private static SloppyHabit LooksUp(string name, Func<JsonObject, JsonObject> bend) =>
        new(
            $"tool: {name}",
            reply => Calls(reply, call => IsTransfer(call) ? call : call with { Arguments = bend(Parsed(call.Arguments)).ToJsonString() })
        );

    private static SloppyHabit Named(string name, Func<string, string> bend) =>
        new($"name: {name}", reply => Calls(reply, call => call with { Tool = bend(call.Tool) }));

    private static SloppyHabit Written(string name, Func<ScriptedCall, string> write) =>
        new(
            $"written: {name}",
            reply => reply.ToolCalls.Count > 0 ? ScriptedReply.Says(string.Join('\n', reply.ToolCalls.Select(write))) : reply
        );

    private static SloppyHabit Says(string name, Func<string, string> bend) =>
        new($"text: {name}", reply => reply is { Text: { } text, ToolCalls.Count: 0 } ? reply with { Text = bend(text) } : reply);

    private static bool IsTransfer(ScriptedCall call) => call.Tool.StartsWith("transfer_to_", StringComparison.Ordinal);

    private static bool IsLookUp(ScriptedReply reply) => reply.ToolCalls is [var only] && !IsTransfer(only);

    private static ScriptedReply Calls(ScriptedReply reply, Func<ScriptedCall, ScriptedCall> bend) =>
        reply with
        {
            ToolCalls = [.. reply.ToolCalls.Select(bend)],
        };

    private static JsonObject Parsed(string arguments) => JsonNode.Parse(arguments)!.AsObject();

    private static string Text(JsonObject arguments, string key) => (string)arguments[key]!;

    private static string Issue(JsonObject arguments) => (string)arguments["issues"]![0]!;

    private static JsonObject With(JsonObject arguments, string key, JsonNode? value)
    {
        arguments[key] = value;
        return arguments;
    }

    private static JsonObject Without(JsonObject arguments, string key)
    {
        arguments.Remove(key);
        return arguments;
    }

    private static JsonObject Renamed(JsonObject arguments, Func<string, string> rename) =>
        [.. arguments.Select(pair => KeyValuePair.Create(rename(pair.Key), pair.Value?.DeepClone()))];

    private static string Camel(string name) =>
        string.Concat(name.Split('_').Select((part, place) => place == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
