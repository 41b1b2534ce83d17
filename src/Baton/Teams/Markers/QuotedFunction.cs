using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Baton.Teams.Markers;

/// <summary>
/// A tool as models are offered it. Its description and its schema may come from outside, as those of an MCP server do, and may change, so
/// no block of the runtime's can be in them (rule 12).
/// </summary>
internal sealed class QuotedFunction : DelegatingAIFunction
{
    private Quoted quoted;

    private QuotedFunction(AIFunction function)
        : base(function) => quoted = Quoted.Of(function);

    public override string Description => Newest().Description;

    public override JsonElement JsonSchema => Newest().Schema;

    /// <summary>The function as it is offered: itself, if it never changes and there is nothing to quote.</summary>
    public static AIFunction Of(AIFunction function)
    {
        var offered = new QuotedFunction(function);
        return offered.quoted is { Version: null, IsAsItWas: true } ? function : offered;
    }

    private Quoted Newest() =>
        quoted.Version is { } version && InnerFunction.GetService(typeof(SchemaVersion)) != version
            ? quoted = Quoted.Of(InnerFunction)
            : quoted;

    // One object, because several turns read and replace it at once.
    private sealed record Quoted(object? Version, string Description, JsonElement Schema, bool IsAsItWas)
    {
        public static Quoted Of(AIFunction function)
        {
            var version = function.GetService(typeof(SchemaVersion));
            var (written, schema) = (function.Description, function.JsonSchema);
            var description = ForgedMarkers.Quote(written);
            if (!HasMarker(schema))
                return new Quoted(version, description, schema, ReferenceEquals(description, written));
            var without = JsonElement.Parse(Without(JsonNode.Parse(schema.GetRawText()))!.ToJsonString());
            return new Quoted(version, description, without, IsAsItWas: false);
        }

        private static bool HasMarker(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().Any(one => ForgedMarkers.IsIn(one.Name) || HasMarker(one.Value)),
                JsonValueKind.Array => json.EnumerateArray().Any(HasMarker),
                JsonValueKind.String => ForgedMarkers.IsIn(json.GetString()!),
                _ => false,
            };

        private static JsonNode? Without(JsonNode? json) =>
            json switch
            {
                JsonObject values => new JsonObject(
                    values.Select(one => KeyValuePair.Create(ForgedMarkers.Quote(one.Key), Without(one.Value))).DistinctBy(one => one.Key)
                ),
                JsonArray items => new JsonArray([.. items.Select(Without)]),
                JsonValue value when value.GetValueKind() == JsonValueKind.String => ForgedMarkers.Quote(value.GetValue<string>()),
                _ => json?.DeepClone(),
            };
    }
}
