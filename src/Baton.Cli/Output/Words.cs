using System.Globalization;
using System.Text.Json;

namespace Baton.Cli.Output;

/// <summary>Terms and numbers of the journal in words.</summary>
internal static class Words
{
    /// <summary>An enum value in lower-case words, such as <c>fell back</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    /// <summary>A model's name. The offline model is shown as "offline model".</summary>
    public static string Model(string? name) =>
        name switch
        {
            null => "unnamed model",
            "offline" or OfflineLabel => "offline model",
            _ => name,
        };

    /// <summary>Whether a shown name is that of the offline model.</summary>
    public static bool IsOffline(string model) => model == Model(OfflineLabel);

    /// <summary>A confidence, rounded down so that only 1 is shown as 1.</summary>
    public static string Confidence(double confidence) =>
        string.Create(CultureInfo.InvariantCulture, $"confidence {Math.Floor((decimal)confidence * 100) / 100:0.##}");

    /// <summary>A number with its noun in the singular or plural.</summary>
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>A share as a percentage with two decimals, such as <c>95.10 %</c>.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %");

    /// <summary>The same, or null for null.</summary>
    public static string? Share(double? share) => share is { } part ? Share(part) : null;

    /// <summary>A duration in its largest units, such as <c>2 d 4 h</c>, <c>1 h 5 min</c> or <c>40 s</c>.</summary>
    public static string Length(TimeSpan time) =>
        time switch
        {
            { TotalDays: >= 1 } => string.Create(
                CultureInfo.InvariantCulture,
                $"{time.Days} d{(time.Hours > 0 ? $" {time.Hours} h" : "")}"
            ),
            { TotalHours: >= 1 } => string.Create(
                CultureInfo.InvariantCulture,
                $"{time.Hours} h{(time.Minutes > 0 ? $" {time.Minutes} min" : "")}"
            ),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
        };

    private const string OfflineLabel = "baton/offline";
}
