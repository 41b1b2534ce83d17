using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton;

/// <summary>The number of an issue within its conversation, from 1.</summary>
/// <param name="Value">The number.</param>
[JsonConverter(typeof(IssueIdJsonConverter))]
public readonly record struct IssueId(int Value)
{
    /// <summary>The number in "7", "#7" or "issue 7"; null for any other text.</summary>
    internal static IssueId? Read(string text)
    {
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith("issue", StringComparison.OrdinalIgnoreCase))
            digits = digits["issue".Length..].TrimStart();
        if (digits.StartsWith("#"))
            digits = digits[1..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new IssueId(number) : null;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Value}");
}

internal sealed class IssueIdJsonConverter : JsonConverter<IssueId>
{
    public override IssueId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, IssueId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
