using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton;

/// <summary>Identifies one customer message. The same id sent twice counts once. 1 to 200 characters.</summary>
[JsonConverter(typeof(MessageIdJsonConverter))]
public readonly record struct MessageId
{
    /// <summary>Creates a message id.</summary>
    /// <param name="value">1 to 200 characters, chosen by the sender.</param>
    /// <exception cref="ArgumentException">The value is empty or over 200 characters.</exception>
    public MessageId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Length > 200)
            throw new ArgumentException("A message id has at most 200 characters.", nameof(value));
        Value = value;
    }

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>A new id of 16 random characters (80 bits).</summary>
    public static MessageId New() => new(RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 16));

    /// <inheritdoc />
    public override string ToString() => Value;
}

internal sealed class MessageIdJsonConverter : JsonConverter<MessageId>
{
    public override MessageId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A message id is text."));

    public override void Write(Utf8JsonWriter writer, MessageId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
