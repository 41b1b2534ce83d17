using System.Globalization;
using System.Text.Json;

namespace Baton.Cli.Output;

/// <summary>The journal's terms as a person reads them.</summary>
internal static class Words
{
    /// <summary>An enumeration's value in lower-case words: <c>fell back</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    /// <summary>A model's name; the offline one is called what it is.</summary>
    public static string Model(string? name) => name switch
    {
        null => "a model without a name",
        "offline" or OfflineLabel => "offline model",
        _ => name,
    };

    /// <summary>Whether it is the model that needs no provider.</summary>
    public static bool IsOffline(string model) => model == Model(OfflineLabel);

    /// <summary>How sure somebody was, rounded down: only who is certain is shown as 1.</summary>
    public static string Confidence(double confidence) => string.Create(CultureInfo.InvariantCulture, $"confidence {Math.Floor((decimal)confidence * 100) / 100:0.##}");

    /// <summary>A count of things.</summary>
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    private const string OfflineLabel = "baton/offline";
}
