using System.Text.Json;
using Baton.Journals.Entries;
using Baton.Texts.Searches;

namespace Baton.Deciding.Escalations;

/// <summary>Reads calls of the tool <c>escalate</c>.</summary>
internal static class EscalateCall
{
    private const int LongestReason = 500;

    /// <summary>Reads a call. If it is wrong, it returns the problem as a sentence for the model.</summary>
    public static (Escalation? Escalation, FailureCause Cause, string Problem) Read(ModelToolCall call, IReadOnlyList<string> targets)
    {
        if (call.Malformed is { } malformed)
            return (null, FailureCause.MalformedArguments, malformed);
        var arguments = call.Arguments.ToElement();
        if (arguments.ValueKind != JsonValueKind.Object)
            return (null, FailureCause.MalformedArguments, "The arguments must be a JSON object.");
        if (Text(arguments, "reason") is not { } reason)
            return (
                null,
                FailureCause.MalformedArguments,
                $"'reason' must be a text of 1 to {LongestReason} characters that says why you should not continue."
            );
        reason = TextPart.First(reason, LongestReason);
        if (!arguments.TryGetProperty("target", out var given) || given.ValueKind == JsonValueKind.Null)
            return (new Escalation(FailureCause.AskedByAgent, reason), default, "");
        var name = Text(arguments, "target");
        return targets.FirstOrDefault(target => string.Equals(target, name, StringComparison.OrdinalIgnoreCase)) is { } known
            ? (new Escalation(FailureCause.AskedByAgent, reason) { Target = known }, default, "")
            : (
                null,
                FailureCause.UnknownTarget,
                $"There is nobody named '{name}' to escalate to. Name one of {string.Join(", ", targets)}, or leave 'target' out."
            );
    }

    private static string? Text(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!.ReplaceLineEndings(" ").Trim()
            : null;
}
