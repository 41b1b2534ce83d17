using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Loopback;

/// <summary>
/// Signs thinking blocks and knows its own again. As with Anthropic's current models a block holds only for the conversation that it was
/// made in: the same system prompt, tools and earlier messages. Later thinking stays valid when the oldest blocks are left out, and no
/// others.
/// </summary>
internal sealed class AnthropicReasoning
{
    private readonly ConcurrentDictionary<string, Issued> issued = [];

    public string Issue(JsonElement request, string thinking)
    {
        var signature = $"sig{issued.Count:d4}{Guid.NewGuid():N}";
        var messages = request.GetList("messages");
        issued[signature] = new(request.GetText("model"), thinking, Prefix(request, messages.Count), Signatures(messages, messages.Count));
        return signature;
    }

    /// <summary>Checks a block that a request brings back in its message <paramref name="index"/>.</summary>
    public void Check(JsonElement request, int index, JsonElement block, string where)
    {
        if (block.GetText("type") == "redacted_thinking")
            throw new RefusedException($"{where}: Invalid `data` in `redacted_thinking` block");
        if (!issued.TryGetValue(block.Require("signature", where), out var origin))
            throw new RefusedException($"{where}: Invalid `signature` in `thinking` block");
        RefusedException.Unless(
            block.GetText("thinking") == origin.Thinking,
            $"{where}: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified."
                + " These blocks must remain as they were in the original response."
        );
        // The real one drops another model's block without a word. Baton promises never to send it, so here it is an error.
        RefusedException.Unless(request.GetText("model") == origin.Model, $"{where}: The block is bound to a different model.");

        var messages = request.GetList("messages");
        var earlier = Signatures(messages, index);
        var same =
            Prefix(request, index) == origin.Prefix
            && earlier.SequenceEqual(origin.Earlier.Skip(Math.Max(0, origin.Earlier.Count - earlier.Count)));
        RefusedException.Unless(same, $"{where}: Invalid `signature` in `thinking` block. The block is bound to a different conversation.");
    }

    private static List<string?> Signatures(IReadOnlyList<JsonElement> messages, int count) =>
        [
            .. messages
                .Take(count)
                .SelectMany(AnthropicRules.Blocks)
                .Where(block => block.GetText("type") == "thinking")
                .Select(block => block.GetText("signature")),
        ];

    /// <summary>What stands before message <paramref name="count"/>, without thinking and without the marks for caching.</summary>
    private static string Prefix(JsonElement request, int count)
    {
        var parts = new JsonArray { Plain(request.Get("system")), Plain(request.Get("tools")) };
        foreach (var message in request.GetList("messages").Take(count))
        {
            var content = new JsonArray();
            foreach (var block in AnthropicRules.Blocks(message).Where(block => block.GetText("type") != "thinking"))
                content.Add(Plain(block));
            parts.Add(new JsonObject { ["role"] = message.GetText("role"), ["content"] = content });
        }
        return parts.ToJsonString();
    }

    private static JsonNode? Plain(JsonElement? json)
    {
        var node = json is { } element ? JsonNode.Parse(element.GetRawText()) : null;
        (node as JsonObject)?.Remove("cache_control");
        foreach (var part in (node as JsonArray ?? []).OfType<JsonObject>())
            part.Remove("cache_control");
        return node;
    }

    private sealed record Issued(string? Model, string Thinking, string Prefix, List<string?> Earlier);
}
