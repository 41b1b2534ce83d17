using System.Text.Json;
using Baton.Journals.Entries;

namespace Baton.Webhooks;

/// <summary>The body of a callback.</summary>
/// <param name="Act">The act.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Text">What the act says: a reason, a reply, a question, a note or a report.</param>
/// <param name="To">The agent that the ticket is handed back to.</param>
/// <param name="Resolved">Whether a ticket that is handed back is solved.</param>
internal readonly record struct CallbackBody(
    CallbackAct Act,
    TicketId Ticket,
    string? Text = null,
    string? To = null,
    bool Resolved = false
)
{
    private const string Prefix = "ticket.";

    /// <summary>Reads a body.</summary>
    /// <exception cref="JsonException">It cannot be read; the message says what is wrong.</exception>
    public static CallbackBody Read(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("The body must be a JSON object with 'type' and 'data'.");
        var type = TextOf(root, "type");
        if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw new JsonException("'data' must be a JSON object with 'ticket' and what the action needs.");
        var ticket = new TicketId(TextOf(data, "ticket"));
        return type switch
        {
            Prefix + "accept" => new(CallbackAct.Accept, ticket),
            Prefix + "decline" => new(CallbackAct.Decline, ticket, TextOf(data, "reason")),
            Prefix + "reply" => new(CallbackAct.Reply, ticket, TextOf(data, "text")),
            Prefix + "ask" => new(CallbackAct.Ask, ticket, TextOf(data, "text")),
            Prefix + "note" => new(CallbackAct.Note, ticket, TextOf(data, "text")),
            Prefix + "hand_back" => new(CallbackAct.HandBack, ticket, TextOf(data, "report"))
            {
                To = data.TryGetProperty("to", out _) ? TextOf(data, "to") : null,
                Resolved = FlagOf(data, "resolved"),
            },
            _ => throw new JsonException(
                "'type' must be ticket.accept, ticket.decline, ticket.reply, ticket.ask, ticket.note or ticket.hand_back."
            ),
        };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException failure)
        {
            var place = $"line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}";
            throw new JsonException($"The body is not JSON: {place}.", failure);
        }
    }

    private static string TextOf(JsonElement of, string name)
    {
        try
        {
            var text = of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            if (!string.IsNullOrWhiteSpace(text))
                return text;
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException($"'{name}' is not Unicode text.", failure);
        }

        throw new JsonException($"'{name}' is missing or empty.");
    }

    private static bool FlagOf(JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out var value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new JsonException($"'{name}' must be true or false.");
    }
}
