using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Baton.Journals.Constraints;

/// <summary>Permission to do something, such as <c>billing.refund</c>, optionally up to a bound: <c>billing.refund &lt;= 50</c>.</summary>
[JsonConverter(typeof(PermissionJsonConverter))]
public readonly partial record struct Permission
{
    private Permission(string name, decimal? atMost) => (Name, AtMost) = (name, atMost);

    /// <summary>What may be done: words of letters, digits, <c>-</c> and <c>_</c>, with dots between them.</summary>
    public string Name { get; }

    /// <summary>The greatest value that the bounded argument of a tool may have; null for no bound.</summary>
    public decimal? AtMost { get; }

    /// <summary>Reads <c>name</c> or <c>name &lt;= number</c>.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Permission Parse(string text) =>
        TryParse(text, out var permission)
            ? permission
            : throw new FormatException(
                $"'{text}' is not a permission: write it as billing.refund, or with a bound as billing.refund <= 50."
            );

    /// <summary>Reads <c>name</c> or <c>name &lt;= number</c>; false when the text has another form.</summary>
    public static bool TryParse(string? text, out Permission permission)
    {
        permission = default;
        if (text is null || Form().Match(text) is not { Success: true } match)
            return false;
        decimal? bound = null;
        if (match.Groups[2].Success)
        {
            if (!decimal.TryParse(match.Groups[2].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            bound = number;
        }

        permission = new Permission(match.Groups[1].Value, bound);
        return true;
    }

    /// <summary>Parses a permission.</summary>
    public static implicit operator Permission(string text) => Parse(text);

    /// <inheritdoc />
    public override string ToString() => AtMost is { } bound ? string.Create(CultureInfo.InvariantCulture, $"{Name} <= {bound}") : Name;

    /// <summary>This permission within another of the same name: the narrower bound of both.</summary>
    public Permission Within(Permission other) =>
        new(Name, AtMost is { } mine && other.AtMost is { } theirs ? Math.Min(mine, theirs) : AtMost ?? other.AtMost);

    [GeneratedRegex(
        @"\A\s*([A-Za-z0-9_-]{1,50}(?:\.[A-Za-z0-9_-]{1,50}){0,9})\s*(?:<=\s*([0-9]{1,15}(?:\.[0-9]{1,10})?))?\s*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}

internal sealed class PermissionJsonConverter : JsonConverter<Permission>
{
    public override Permission Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Permission.TryParse(reader.GetString(), out var permission)
            ? permission
            : throw new JsonException("A permission is text such as billing.refund <= 50.");

    public override void Write(Utf8JsonWriter writer, Permission value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
