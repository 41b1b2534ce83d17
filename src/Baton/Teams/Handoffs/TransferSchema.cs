using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Teams.Handoffs;

/// <summary>
/// The arguments of the transfer tools. They are paid for with every call of every agent, so the schema has no word too many: the system
/// message says once how to hand over, and a missing summary is derived.
/// </summary>
internal static class TransferSchema
{
    private const string StrategyDescription =
        "Only with your first transfers. sequential: one agent after the other. one_specialist: the first that you name does all it can. "
        + "coordinator: in parallel.";

    // Teams of one kind share theirs.
    private static readonly ConcurrentDictionary<(HandoffArguments Offered, bool ChoosesStrategy), JsonElement> Made = [];

    /// <summary>The schema of a team's transfer tools.</summary>
    /// <param name="offered">What the team offers beside summary and issues.</param>
    /// <param name="choosesStrategy">Whether the sender may choose the strategy.</param>
    public static JsonElement For(HandoffArguments offered, bool choosesStrategy) =>
        Made.GetOrAdd((offered, choosesStrategy), static key => Make(key.Offered, key.ChoosesStrategy));

    private static JsonElement Make(HandoffArguments offered, bool choosesStrategy)
    {
        var arguments = new JsonObject { ["summary"] = Text(), ["issues"] = Texts() };
        if (offered.HasFlag(HandoffArguments.Category))
            arguments["category"] = Text();
        if (offered.HasFlag(HandoffArguments.Confidence))
            arguments["confidence"] = Described(OfType("number"), "From 0 to 1.");
        if (offered.HasFlag(HandoffArguments.Priority))
            arguments["priority"] = Words("low", "normal", "high", "urgent");
        if (offered.HasFlag(HandoffArguments.Notes))
            arguments["notes"] = Described(Texts(), "What the receiver should know and the conversation does not say.");
        if (offered.HasFlag(HandoffArguments.Alternatives))
            arguments["alternatives"] = Described(Texts(), "Other agents that you considered.");
        if (offered.HasFlag(HandoffArguments.Limits))
            arguments["limits"] = Described(Limits(), "Only if the receiver must be limited. Limits cannot be lifted later.");
        if (choosesStrategy)
            arguments["strategy"] = Described(Words("sequential", "one_specialist", "coordinator"), StrategyDescription);
        return JsonElement.Parse(Object(arguments).ToJsonString());
    }

    private static JsonObject Limits() =>
        Object(
            new JsonObject
            {
                ["minutes"] = OfType("number"),
                ["turns"] = OfType("integer"),
                ["tools"] = Texts(),
                ["permissions"] = Texts(),
                ["clearance"] = Words("normal", "sensitive", "secret"),
            }
        );

    private static JsonObject Object(JsonObject members)
    {
        var schema = OfType("object");
        schema["properties"] = members;
        return schema;
    }

    private static JsonObject Text() => OfType("string");

    private static JsonObject Texts()
    {
        var schema = OfType("array");
        schema["items"] = Text();
        return schema;
    }

    private static JsonObject Words(params ReadOnlySpan<string> words)
    {
        var schema = Text();
        schema["enum"] = Names(words);
        return schema;
    }

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject OfType(string type) => new() { ["type"] = type };

    private static JsonArray Names(ReadOnlySpan<string> names)
    {
        var list = new JsonArray();
        foreach (var name in names)
            list.Add((JsonNode)name);
        return list;
    }
}
