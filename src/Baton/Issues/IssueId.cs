using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Issues;

/// <summary>Numbers an issue within its conversation, from 1.</summary>
/// <param name="Value">The number.</param>
[JsonConverter(typeof(IssueIdJsonConverter))]
public readonly record struct IssueId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Value}");
}

internal sealed class IssueIdJsonConverter : JsonConverter<IssueId>
{
    public override IssueId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, IssueId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
