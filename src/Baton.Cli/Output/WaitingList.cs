using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Escalations;

namespace Baton.Cli.Output;

/// <summary>All that waits for a person, over all conversations.</summary>
internal static class WaitingList
{
    /// <summary>Shows it as a table.</summary>
    public static void Show(Screen screen, IReadOnlyList<Waiting> waiting)
    {
        if (waiting.Count == 0)
            screen.Line(0, "Nothing waits for a person.");
        else
            screen.Table("waits for a person", ["conversation", "what", "desk", "priority", "claimant", "due", "why"], [.. waiting.Select(Row)]);
    }

    /// <summary>Writes a JSON object a line.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Waiting> waiting)
    {
        foreach (var one in waiting)
            output.WriteLine(Json(one).ToJsonString());
    }

    private static Span[] Row(Waiting one) => one switch
    {
        WaitingTicket ticket =>
        [
            Safe(ticket.Conversation.Value), $"ticket {Safe(ticket.Ticket.Value)}", new(Safe(ticket.Desk), Tone.Name), Word(ticket.Priority) ?? "-", Safe(ticket.Claimant ?? "-"),
            new((Due(ticket)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-") + (ticket.Missed == default ? "" : " late"), ticket.Missed == default ? Tone.Plain : Tone.Warning), Safe(ticket.Reason),
        ],
        WaitingApproval call => [Safe(call.Conversation.Value), $"approval of {Safe(call.Tool)} ({Safe(call.CallId.Value)})", "-", "-", "-", "-", Safe(call.Reason)],
        _ => throw new InvalidOperationException($"{one.GetType().Name} is no kind of what waits."),
    };

    // Once somebody has it, only the end counts.
    private static DateTimeOffset? Due(WaitingTicket ticket) => ticket.Claimant is null ? ticket.FirstResponseDue ?? ticket.ResolutionDue : ticket.ResolutionDue;

    private static JsonObject Json(Waiting one)
    {
        var json = new JsonObject { ["conversation"] = one.Conversation.Value, ["since"] = Text(one.Since), ["reason"] = one.Reason };
        if (one is WaitingTicket ticket)
        {
            (json["ticket"], json["desk"], json["from"], json["priority"]) = (ticket.Ticket.Value, ticket.Desk, ticket.From, Word(ticket.Priority));
            (json["claimant"], json["first_response_due"], json["resolution_due"]) = (ticket.Claimant, Text(ticket.FirstResponseDue), Text(ticket.ResolutionDue));
            json["issues"] = new JsonArray([.. ticket.Issues.Select(issue => JsonValue.Create(issue.Value))]);
        }
        else if (one is WaitingApproval call)
        {
            (json["call_id"], json["participant"], json["tool"], json["arguments"]) = (call.CallId.Value, call.Participant, call.Tool, JsonNode.Parse(call.Arguments.ToString()));
        }

        return json;
    }

    private static string? Text(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string? Word<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    private static string Safe(string text) => SafeText.OneLine(text);
}
