using System.Text.Json;
using Baton.Journals.Entries;
using Baton.Runtime.Callbacks;

namespace Baton.Webhooks;

/// <summary>Reads the body of a callback.</summary>
internal static class CallbackBody
{
    private const string Prefix = "ticket.";

    // What is given twice could be read by the sender's own records in one way and here in the other.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads a body.</summary>
    /// <param name="id">The callback's id.</param>
    /// <param name="from">The system that sent it.</param>
    /// <param name="body">The body.</param>
    /// <exception cref="JsonException">It cannot be read; the message says what is wrong.</exception>
    public static Callback Read(string id, string from, ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("The body must be a JSON object with 'type' and 'data'.");
        var type = TextOf(root, "type");
        if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw new JsonException("'data' must be a JSON object with 'ticket' and what the action needs.");
        var ticket = new TicketId(TextOf(data, "ticket"));
        var (act, text) = type switch
        {
            Prefix + "accept" => (CallbackAct.Accept, null),
            Prefix + "decline" => (CallbackAct.Decline, TextOf(data, "reason")),
            Prefix + "reply" => (CallbackAct.Reply, TextOf(data, "text")),
            Prefix + "ask" => (CallbackAct.Ask, TextOf(data, "text")),
            Prefix + "note" => (CallbackAct.Note, TextOf(data, "text")),
            Prefix + "hand_back" => (CallbackAct.HandBack, (string?)TextOf(data, "report")),
            _ => throw new JsonException(
                "'type' must be ticket.accept, ticket.decline, ticket.reply, ticket.ask, ticket.note or ticket.hand_back."
            ),
        };
        return new Callback
        {
            Id = id,
            From = from,
            Ticket = ticket,
            Act = act,
            Text = text,
            To = act == CallbackAct.HandBack && data.TryGetProperty("to", out _) ? TextOf(data, "to") : null,
            Resolved = act == CallbackAct.HandBack && FlagOf(data, "resolved"),
        };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (JsonException failure)
        {
            var place = failure.LineNumber is { } line ? $": line {line + 1}, byte {failure.BytePositionInLine + 1}" : "";
            throw new JsonException(
                $"The body is not JSON with one value for each name and at most {Strict.MaxDepth} levels{place}.",
                failure
            );
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
