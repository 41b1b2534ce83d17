using System.Globalization;
using System.Text.Json;
using Baton.Journals.Entries;

namespace Baton.States.Confidences;

/// <summary>The arguments of a <c>report</c> call.</summary>
/// <param name="Confidence">How sure the agent is of its reply, from 0 to 1.</param>
/// <param name="Resolves">The issues that the reply resolves, by number or title; null when it did not say.</param>
internal sealed record ConfidenceReport(double Confidence, IReadOnlyList<string>? Resolves)
{
    /// <summary>Reads the arguments. If they are wrong, it returns the problem as a sentence for the model.</summary>
    public static (ConfidenceReport? Report, string? Problem) Read(ModelToolCall call)
    {
        if (call.Malformed is { } malformed)
            return (null, malformed);
        var arguments = call.Arguments.ToElement();
        if (
            !arguments.TryGetProperty("confidence", out var given)
            || Number(given) is not { } confidence
            || confidence is not (>= 0 and <= 1)
        )
            return (null, "'confidence' must be a number from 0 to 1.");
        if (!arguments.TryGetProperty("resolves", out var resolves) || resolves.ValueKind == JsonValueKind.Null)
            return (new ConfidenceReport(confidence, null), null);
        var named = resolves.ValueKind == JsonValueKind.Array ? resolves.EnumerateArray().Select(Name).ToList() : [Name(resolves)];
        return named.Contains(null)
            ? (null, "'resolves' must be a list of issues, by number or title.")
            : (new ConfidenceReport(confidence, [.. named.OfType<string>()]), null);
    }

    // Models sometimes write a number as text, or a text as a number. Both are accepted.
    private static double? Number(JsonElement given) =>
        given.ValueKind switch
        {
            JsonValueKind.Number => given.GetDouble(),
            JsonValueKind.String
                when double.TryParse(given.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    private static string? Name(JsonElement given) =>
        given.ValueKind switch
        {
            JsonValueKind.Number => given.GetRawText(),
            JsonValueKind.String => given.GetString(),
            _ => null,
        };
}
