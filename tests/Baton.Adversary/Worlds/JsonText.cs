using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Adversary.Worlds;

/// <summary>JSON of the world's side.</summary>
internal static class JsonText
{
    /// <summary>Arguments as JSON.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var written = new JsonObject();
        foreach (var (name, value) in arguments)
            written[name] = value is JsonElement element ? JsonNode.Parse(element.GetRawText()) : JsonSerializer.SerializeToNode(value);
        return written.ToJsonString();
    }

    /// <summary>Every name and text in it, decoded, as a model reads them.</summary>
    public static IEnumerable<string> Texts(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(one => Texts(one.Value).Prepend(one.Name)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
            JsonValueKind.String => [json.GetString()!],
            _ => [],
        };
}
