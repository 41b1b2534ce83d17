using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Escalations;

/// <summary>Names a ticket: its conversation's id and its number in it.</summary>
/// <param name="Value">The name.</param>
[JsonConverter(typeof(TicketIdJsonConverter))]
public readonly record struct TicketId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}

internal sealed class TicketIdJsonConverter : JsonConverter<TicketId>
{
    public override TicketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A ticket has a name."));

    public override void Write(Utf8JsonWriter writer, TicketId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
