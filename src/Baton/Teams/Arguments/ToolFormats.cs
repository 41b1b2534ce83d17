using System.Globalization;
using Baton.Teams.SharedStates.Schemas;

namespace Baton.Teams.Arguments;

/// <summary>
/// The text formats of tools' arguments. .NET writes <c>date-time</c> for every kind of time and reads it without an offset and without a
/// time of day, so both are right here.
/// </summary>
internal static class ToolFormats
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static readonly string[] Spaced = ["yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    public static bool Fits(string format, string text) =>
        format switch
        {
            "date-time" => IsTime(text),
            "date" or "uuid" => SchemaFormats.Fits(format, text),
            _ => true,
        };

    /// <summary>The text in the form that a tool reads; null if it has it, or if none is clear.</summary>
    public static string? Meant(string format, string text) =>
        format switch
        {
            "date-time"
                when !IsTime(text)
                    && DateTime.TryParseExact(text, Spaced, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) =>
                time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture),
            // A day as a moment, as models write it: at midnight nothing is lost.
            "date" when text.Length > 10 && SchemaFormats.Fits("date", text[..10]) && IsMidnight(text.AsSpan(10)) => text[..10],
            "uuid" when !SchemaFormats.Fits("uuid", text) && Guid.TryParse(text, out var id) => id.ToString("D"),
            _ => null,
        };

    private static bool IsTime(string text) =>
        DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    private static bool IsMidnight(ReadOnlySpan<char> rest) => rest[0] is 'T' or ' ' && !rest.ContainsAnyExcept("T 0:.Z");
}
