using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton;

/// <summary>Identifies a ticket: its conversation's id and its number there.</summary>
/// <param name="Value">The id as text.</param>
[JsonConverter(typeof(TicketIdJsonConverter))]
public readonly record struct TicketId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>The conversation of the ticket; null if the id has an invalid form.</summary>
    internal ConversationId? ConversationOrNull()
    {
        var dash = Value.LastIndexOf('-');
        return
            dash > 0
            && Value.AsSpan(dash + 1) is [not '0', ..] number
            && number.IndexOfAnyExceptInRange('0', '9') < 0
            && ConversationId.IsValid(Value[..dash])
            ? new ConversationId(Value[..dash])
            : null;
    }
}

internal sealed class TicketIdJsonConverter : JsonConverter<TicketId>
{
    public override TicketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A ticket has a name."));

    public override void Write(Utf8JsonWriter writer, TicketId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
