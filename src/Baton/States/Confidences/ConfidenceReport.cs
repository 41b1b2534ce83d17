using System.Text.Json;
using Baton.Journals.Entries;
using Baton.Teams.Arguments;

namespace Baton.States.Confidences;

/// <summary>The arguments of a <c>report</c> call.</summary>
/// <param name="Confidence">How sure the agent is of its reply, from 0 to 1.</param>
/// <param name="Resolves">The issues that the reply resolves, by number or title; null when it did not say.</param>
internal sealed record ConfidenceReport(double Confidence, IReadOnlyList<string>? Resolves)
{
    private const string Example = "Send for example {\"confidence\": 0.8}.";

    /// <summary>The arguments that could not be read and were left out, by name; null for none.</summary>
    public IReadOnlyList<string>? Dropped { get; init; }

    /// <summary>Reads the arguments. If they are wrong, it returns the problem as a sentence for the model.</summary>
    public static (ConfidenceReport? Report, string? Problem) Read(ModelToolCall call)
    {
        if (call.Malformed is { } malformed)
            return (null, $"{malformed} {Example}");
        var arguments = new CallArguments(call.Arguments.ToElement());
        if (arguments.Given("confidence") is not { } given)
            return (null, $"'confidence' is missing. {Example}");
        if (LooseConfidence.Read(given) is not { } confidence)
            return (null, $"'confidence' must be a number from 0 to 1. {Example}");
        var resolves = Resolved(ref arguments);
        return (new ConfidenceReport(confidence, resolves) { Dropped = arguments.Dropped }, null);
    }

    // An empty list and "none" say that it resolves no issue; a missing one says nothing.
    private static List<string>? Resolved(ref CallArguments arguments)
    {
        if (arguments.Find("resolves") is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.True) } given)
            return null;
        if (given.ValueKind == JsonValueKind.False)
            return [];
        if (given.ValueKind == JsonValueKind.String && given.GetString()!.Trim() is ("" or "all" or "null"))
            return null;
        var named = LooseValue.Texts(given, TextList.Titles, out var isWhole);
        if (isWhole)
            return named;
        arguments.Drop("resolves");
        return named.Count > 0 ? named : null;
    }
}
