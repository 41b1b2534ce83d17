using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Baton;

/// <summary>Identifies one conversation: 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</summary>
[JsonConverter(typeof(ConversationIdJsonConverter))]
public readonly partial record struct ConversationId
{
    /// <summary>Creates a conversation id.</summary>
    /// <param name="value">1 to 64 letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <exception cref="ArgumentException">The value has another form.</exception>
    public ConversationId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsValid(value))
            throw new ArgumentException($"'{value}' is not a conversation id: use 1 to 64 letters, digits, '-' and '_'.", nameof(value));
        Value = value;
    }

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>A new id of 16 random characters (80 bits).</summary>
    public static ConversationId New() => new(RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 16));

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>Whether a text is a valid conversation id.</summary>
    internal static bool IsValid(string value) => Form().IsMatch(value);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

internal sealed class ConversationIdJsonConverter : JsonConverter<ConversationId>
{
    public override ConversationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A conversation id is text."));

    public override void Write(Utf8JsonWriter writer, ConversationId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
