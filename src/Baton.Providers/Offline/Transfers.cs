using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Baton.Providers.Offline;

/// <summary>Calls of the transfer tools that the model has.</summary>
internal static class Transfers
{
    /// <summary>What the name of every transfer tool begins with.</summary>
    public static readonly string Prefix = Handoff.ToolNameFor("");

    private const int LongestQuote = 200;

    public static string ToolFor(Handoff handoff) => Handoff.ToolNameFor(handoff.Target.Name);

    public static bool IsTransfer(FunctionCallContent call) => call.Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>One call for each colleague who takes something, in the order in which the customer wrote.</summary>
    public static IReadOnlyList<PlannedCall> For(IEnumerable<Decision> decisions) =>
        [
            .. decisions
                .Where(decision => decision.To is not null)
                .GroupBy(decision => decision.To!.Topic.To!)
                .Select(group => Call(group.Key, [.. group])),
        ];

    /// <summary>The issues that a transfer was about.</summary>
    public static IReadOnlyList<string> IssuesOf(FunctionCallContent call) =>
        call.Arguments?.TryGetValue("issues", out var issues) != true
            ? []
            : issues switch
            {
                JsonElement { ValueKind: JsonValueKind.Array } json => [.. json.EnumerateArray().Select(issue => issue.ToString())],
                IEnumerable<string> texts => [.. texts],
                _ => [],
            };

    private static PlannedCall Call(Handoff to, List<Decision> decisions)
    {
        var quotes = decisions.Select(decision => $"\"{Request.Shorten(decision.Request.Text, LongestQuote)}\"").ToList();
        var arguments = new Dictionary<string, object?>
        {
            ["summary"] = $"The customer wrote: {Sentences.List(quotes)}.",
            ["issues"] = decisions.Select(decision => decision.Request.Number ?? decision.Request.Title).Distinct().ToArray(),
            ["category"] = decisions[0].To!.Topic.Owner.Name,
            ["confidence"] = decisions.Min(decision => decision.To!.Confidence),
        };
        var others = decisions
            .SelectMany(decision => decision.Others ?? [])
            .GroupBy(way => way.Topic.To!.Target.Name)
            .Where(ways => ways.Key != to.Target.Name)
            .Select(ways => (Agent: ways.Key, Confidence: ways.Max(way => way.Confidence)))
            .OrderByDescending(other => other.Confidence)
            .Select(other => new JsonObject { ["agent"] = other.Agent, ["confidence"] = other.Confidence })
            .ToArray();
        if (others.Length > 0)
            arguments["alternatives"] = others;
        return new(ToolFor(to), arguments);
    }
}
