using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton;

/// <summary>
/// Identifies one tool call. Baton assigns it, so that no provider's own id reaches another provider. It is unique across conversations and
/// is passed to the tool as its idempotency key. Only the id of a look-up that was never written down, because its process died, may come
/// again for another call.
/// </summary>
/// <param name="Value">At most 40 letters, digits, <c>-</c> and <c>_</c>, which every provider accepts.</param>
[JsonConverter(typeof(CallIdJsonConverter))]
public readonly record struct CallId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}

internal sealed class CallIdJsonConverter : JsonConverter<CallId>
{
    public override CallId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A call id is text."));

    public override void Write(Utf8JsonWriter writer, CallId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
