using System.Text.Json;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Runtime.Callbacks;

/// <summary>The body of a callback: the act, its ticket, and the entry that it becomes.</summary>
internal sealed record CallbackBody(CallbackAct Act, TicketId Ticket, JournalEntry Entry)
{
    private const string Prefix = "ticket.";

    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="system">The system that sent it.</param>
    /// <exception cref="JsonException">It cannot be read; the message says what is wrong.</exception>
    public static CallbackBody Read(ReadOnlyMemory<byte> body, string system)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("The body must be a JSON object with 'type' and 'data'.");
        var type = Text(root, "type");
        if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw new JsonException("'data' must be a JSON object with 'ticket' and what the action needs.");
        var ticket = new TicketId(Text(data, "ticket"));
        return type switch
        {
            Prefix + "accept" => new(CallbackAct.Accept, ticket, new TicketClaimed { Ticket = ticket, By = system }),
            Prefix + "decline" => new(CallbackAct.Decline, ticket, new TicketDeclined { Ticket = ticket, By = system, Reason = Text(data, "reason") }),
            Prefix + "reply" => new(CallbackAct.Reply, ticket, new OperatorReplied { Ticket = ticket, Operator = system, Text = Text(data, "text") }),
            Prefix + "ask" => new(CallbackAct.Ask, ticket, new OperatorReplied { Ticket = ticket, Operator = system, Text = Text(data, "text"), Asks = true }),
            Prefix + "note" => new(CallbackAct.Note, ticket, new TicketNoted { Ticket = ticket, By = system, Text = Text(data, "text") }),
            Prefix + "hand_back" => new(CallbackAct.HandBack, ticket, new TicketClosed
            {
                Ticket = ticket,
                By = system,
                Report = Text(data, "report"),
                To = data.TryGetProperty("to", out _) ? Text(data, "to") : "",
                Resolved = Flag(data, "resolved"),
            }),
            _ => throw new JsonException("'type' must be ticket.accept, ticket.decline, ticket.reply, ticket.ask, ticket.note or ticket.hand_back."),
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
            throw new JsonException($"The body is not JSON: line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}.", failure);
        }
    }

    private static string Text(JsonElement of, string name)
    {
        try
        {
            if (of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
                return text;
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException($"'{name}' is not Unicode text.", failure);
        }

        throw new JsonException($"'{name}' is missing or empty.");
    }

    private static bool Flag(JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out var value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new JsonException($"'{name}' must be true or false.");
    }
}
