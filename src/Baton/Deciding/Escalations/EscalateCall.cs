using System.Text.Json;
using Baton.Journals.Entries;
using Baton.Teams.Arguments;
using Baton.Teams.Markers;
using Baton.Texts.Searches;

namespace Baton.Deciding.Escalations;

/// <summary>Reads calls of the tool <c>escalate</c>.</summary>
internal static class EscalateCall
{
    private const int LongestReason = 500;

    private const string Example = "Send one JSON object, for example {\"reason\": \"The refund is above my limit.\"}.";

    // Where models say why, if not under its key.
    private static readonly string[] OtherKeys = ["summary", "message", "why", "text", "description"];

    /// <summary>
    /// Reads a call. Without a reason, the text beside the call counts as one. If the call cannot be read, it returns the problem as a
    /// sentence for the model.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="targets">Who may be named.</param>
    /// <param name="said">The text of the reply.</param>
    public static (Escalation? Escalation, string? Problem) Read(ModelToolCall call, IReadOnlyList<string> targets, string? said)
    {
        if (call.Malformed is { } malformed)
            return (null, $"{malformed} {Example}");
        var element = call.Arguments.ToElement();
        if (element.ValueKind != JsonValueKind.Object)
            return (null, $"The arguments must be a JSON object. {Example}");
        var arguments = new CallArguments(element);
        var reason = arguments.Text("reason");
        for (var place = 0; reason is null && place < OtherKeys.Length; place++)
            reason = arguments.Text(OtherKeys[place]);
        if (reason is null)
            reason = string.IsNullOrWhiteSpace(said) ? "The agent gave no reason." : said;
        var target = Target(ref arguments, targets);
        return (
            new Escalation(FailureCause.AskedByAgent, TextPart.First(OneLine.Of(reason).Trim(), LongestReason))
            {
                Target = target,
                Dropped = arguments.Dropped,
            },
            null
        );
    }

    // Somebody whom nobody knows is left out: then the ladder says who is asked.
    private static string? Target(ref CallArguments arguments, IReadOnlyList<string> targets)
    {
        if (arguments.Text("target") is not { } name)
            return null;
        var known =
            targets.FirstOrDefault(target => target == name)
            ?? (targets.Where(target => CallArguments.IsSameKey(target, name)).Take(2).ToList() is [var only] ? only : null);
        if (known is null)
            arguments.Drop("target");
        return known;
    }
}
