using System.Globalization;

namespace Baton.Teams.SharedStates.Schemas;

/// <summary>The text formats that are checked.</summary>
internal static class SchemaFormats
{
    public static readonly IReadOnlyList<string> Known = ["date", "date-time", "uuid", "email", "uri"];

    public static bool Fits(string format, string text) =>
        format switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => text.Contains('T', StringComparison.OrdinalIgnoreCase)
                && DateTimeOffset.TryParseExact(
                    text.ToUpperInvariant(),
                    ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                )
                && HasOffset(text),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "email" => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
                && at == text.LastIndexOf('@')
                && at < text.Length - 1
                && !text.Any(char.IsWhiteSpace),
            _ => Uri.TryCreate(text, UriKind.Absolute, out _) && text.Contains(':', StringComparison.Ordinal),
        };

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || (text.Length > 6 && text[^6] is '+' or '-');
}
