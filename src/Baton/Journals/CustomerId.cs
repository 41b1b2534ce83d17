using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton;

/// <summary>Identifies the customer whose conversations share state. 1 to 200 characters.</summary>
[JsonConverter(typeof(CustomerIdJsonConverter))]
public readonly record struct CustomerId
{
    /// <summary>Creates a customer id.</summary>
    /// <param name="value">1 to 200 characters, chosen by the program; compared character by character.</param>
    /// <exception cref="ArgumentException">The value is empty or over 200 characters.</exception>
    public CustomerId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Length > 200)
            throw new ArgumentException("A customer id has at most 200 characters.", nameof(value));
        Value = value;
    }

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <inheritdoc />
    public override string ToString() => Value;
}

internal sealed class CustomerIdJsonConverter : JsonConverter<CustomerId>
{
    public override CustomerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A customer id is text."));

    public override void Write(Utf8JsonWriter writer, CustomerId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
