using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Output;

/// <summary>All that waits for a person, over all conversations.</summary>
internal static class WaitingList
{
    /// <summary>Shows it as a table, what is most urgent first.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="waiting">All that waits.</param>
    /// <param name="now">The present.</param>
    /// <param name="look">The command that shows one conversation.</param>
    public static void Show(Screen screen, IReadOnlyList<Waiting> waiting, DateTimeOffset now, string look)
    {
        if (waiting.Count == 0)
            screen.Line(0, "Nothing waits for a person.");
        else
            screen.Table("waits for a person", ["conversation", "what", "desk", "priority", "skills", "claimant", "due (UTC)", "why"], [.. waiting.OrderByDescending(Priority).ThenBy(Due).Select(one => Row(one, now))]);
        if (waiting.Count > 0)
            screen.Command("look at one: ", look);
    }

    /// <summary>Writes a JSON object a line.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Waiting> waiting)
    {
        foreach (var one in waiting)
            output.WriteLine(Json(one).ToJsonString());
    }

    private static Span[] Row(Waiting one, DateTimeOffset now) => one switch
    {
        WaitingTicket ticket =>
        [
            Safe(ticket.Conversation.Value), $"ticket {Safe(ticket.Ticket.Value)}{(ticket.IsWaitingOnCustomer ? ", asks the customer" : "")}", new(Safe(ticket.Desk), Tone.Name), Word(ticket.Priority) ?? "-",
            Safe(ticket.Skills.Count > 0 ? string.Join(", ", ticket.Skills) : "-"), Safe(ticket.Claimant ?? "nobody yet"), DueOf(ticket, now), Safe(ticket.Reason),
        ],
        WaitingApproval call => [Safe(call.Conversation.Value), $"approval of {Safe(call.Tool)} {Safe(ToolText.Readable(call.Arguments.ToString()))}", "-", "-", "-", "-", "-", Safe(call.Reason)],
        _ => throw new InvalidOperationException($"{one.GetType().Name} is no kind of what waits."),
    };

    private static Span DueOf(WaitingTicket ticket, DateTimeOffset now)
    {
        if (Due(ticket) is not { } due)
            return ticket.Missed == default ? "-" : new Span("late", Tone.Warning);
        var isLate = due <= now || ticket.Missed != default;
        return new(due.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + (isLate ? " late" : ""), isLate ? Tone.Warning : Tone.Plain);
    }

    // What nobody called urgent is normal.
    private static IssuePriority Priority(Waiting one) => (one as WaitingTicket)?.Priority ?? IssuePriority.Normal;

    // An approval keeps a customer waiting from the moment on at which it is asked for. Once somebody has a ticket, only its end counts.
    private static DateTimeOffset? Due(Waiting one) => one is not WaitingTicket ticket ? one.Since
        : ticket.Claimant is null ? ticket.FirstResponseDue ?? ticket.ResolutionDue : ticket.ResolutionDue;

    private static JsonObject Json(Waiting one)
    {
        var json = new JsonObject { ["conversation"] = one.Conversation.Value, ["since"] = Text(one.Since), ["reason"] = one.Reason };
        if (one is WaitingTicket ticket)
        {
            (json["ticket"], json["desk"], json["from"], json["priority"]) = (ticket.Ticket.Value, ticket.Desk, ticket.From, Word(ticket.Priority));
            (json["claimant"], json["first_response_due"], json["resolution_due"]) = (ticket.Claimant, Text(ticket.FirstResponseDue), Text(ticket.ResolutionDue));
            (json["skills"], json["asks_customer"]) = (new JsonArray([.. ticket.Skills.Select(skill => JsonValue.Create(skill))]), ticket.IsWaitingOnCustomer);
            json["missed"] = new JsonArray([.. Enum.GetValues<TicketDue>().Where(due => due != default && ticket.Missed.HasFlag(due)).Select(due => JsonValue.Create(Word<TicketDue>(due)))]);
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
