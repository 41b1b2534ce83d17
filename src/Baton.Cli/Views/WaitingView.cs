using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Cli.Output;
using Baton.Journals;
using Baton.Texts.Readable;

namespace Baton.Cli.Views;

/// <summary>Everything that waits for a person, in all conversations.</summary>
internal static class WaitingView
{
    /// <summary>Shows a table, the most urgent first.</summary>
    /// <param name="screen">The screen to write to.</param>
    /// <param name="waiting">What waits.</param>
    /// <param name="now">The current time.</param>
    /// <param name="look">Builds the command that shows one conversation.</param>
    public static void Show(Screen screen, IReadOnlyList<Waiting> waiting, DateTimeOffset now, Func<ConversationId, string> look)
    {
        List<Waiting> ordered = [.. waiting.OrderByDescending(Priority).ThenBy(Due)];
        if (ordered is not [var first, ..])
        {
            screen.Line(0, "Nothing waits for a person.");
            return;
        }

        screen.Table(
            "waits for a person",
            ["conversation", "what", "desk", "priority", "skills", "claimant", "due (UTC)", "why"],
            [.. ordered.Select(one => Row(one, now))]
        );
        screen.Command("show the first: ", look(first.Conversation));
    }

    /// <summary>Writes one JSON object per line.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Waiting> waiting)
    {
        foreach (var one in waiting)
            output.WriteLine(Json(one).ToJsonString());
    }

    private static Span[] Row(Waiting one, DateTimeOffset now) =>
        one switch
        {
            WaitingTicket ticket =>
            [
                Safe(ticket.Conversation.Value),
                $"ticket {Safe(ticket.Ticket.Value)}{(ticket.IsWaitingOnCustomer ? ", waits for the customer" : "")}",
                new(Safe(ticket.Desk), Tone.Name),
                Word(ticket.Priority) ?? "-",
                Safe(ticket.Skills.Count > 0 ? string.Join(", ", ticket.Skills) : "-"),
                Safe(ticket.Claimant ?? "nobody yet"),
                DueOf(ticket, now),
                Safe(ticket.Reason),
            ],
            WaitingApproval call =>
            [
                Safe(call.Conversation.Value),
                $"approval of {Safe(call.Tool)} {Safe(ReadableJson.Of(call.Arguments.ToString()))}",
                "-",
                "-",
                "-",
                "-",
                "-",
                Safe(call.Reason) + (call.CustomerWroteAt is null ? "" : " The customer wrote again since."),
            ],
            _ => throw new InvalidOperationException($"{one.GetType().Name} is an unknown kind of waiting."),
        };

    private static Span DueOf(WaitingTicket ticket, DateTimeOffset now)
    {
        if (Due(ticket) is not { } due)
            return IsLate(ticket) ? new Span("late", Tone.Warning) : "-";
        var isLate = due <= now || IsLate(ticket);
        return new(
            due.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + (isLate ? " late" : ""),
            isLate ? Tone.Warning : Tone.Plain
        );
    }

    private static bool IsLate(WaitingTicket ticket) => ticket.MissedFirstResponse || ticket.MissedResolution;

    // Without a priority, normal.
    private static IssuePriority Priority(Waiting one) => (one as WaitingTicket)?.Priority ?? IssuePriority.Normal;

    // An approval counts as due at once, because the customer waits for it. A claimed ticket only has its resolution left.
    private static DateTimeOffset? Due(Waiting one) =>
        one is not WaitingTicket ticket ? one.Since
        : ticket.Claimant is null ? ticket.FirstResponseDue ?? ticket.ResolutionDue
        : ticket.ResolutionDue;

    private static JsonObject Json(Waiting one)
    {
        var json = new JsonObject
        {
            ["conversation"] = one.Conversation.Value,
            ["since"] = Text(one.Since),
            ["reason"] = one.Reason,
        };
        if (one is WaitingTicket ticket)
        {
            (json["ticket"], json["desk"], json["from"], json["priority"]) = (
                ticket.Ticket.Value,
                ticket.Desk,
                ticket.From,
                Word(ticket.Priority)
            );
            (json["claimant"], json["first_response_due"], json["resolution_due"]) = (
                ticket.Claimant,
                Text(ticket.FirstResponseDue),
                Text(ticket.ResolutionDue)
            );
            (json["skills"], json["asks_customer"]) = (
                new JsonArray([.. ticket.Skills.Select(skill => JsonValue.Create(skill))]),
                ticket.IsWaitingOnCustomer
            );
            json["missed"] = new JsonArray([
                .. ticket.MissedFirstResponse ? [JsonValue.Create("first_response")] : (JsonNode[])[],
                .. ticket.MissedResolution ? [JsonValue.Create("resolution")] : (JsonNode[])[],
            ]);
            json["issues"] = new JsonArray([.. ticket.Issues.Select(issue => JsonValue.Create(issue.Value))]);
        }
        else if (one is WaitingApproval call)
        {
            json["customer_wrote_at"] = Text(call.CustomerWroteAt);
            (json["call_id"], json["participant"], json["tool"], json["arguments"]) = (
                call.CallId.Value,
                call.Participant,
                call.Tool,
                JsonNode.Parse(call.Arguments.ToString())
            );
        }

        return json;
    }

    private static string? Text(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string? Word<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    private static string Safe(string text) => SafeText.OneLine(text);
}
