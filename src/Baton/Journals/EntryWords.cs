using System.Globalization;
using System.Text.Json;

namespace Baton.Journals;

/// <summary>Terms and numbers of the journal in words, for <see cref="JournalEntry.Describe"/>.</summary>
internal static class EntryWords
{
    /// <summary>The longest arguments of a tool call that are shown whole.</summary>
    public const int LongestArguments = 120;

    private const int LongestText = 240;

    /// <summary>An enum value in lower-case words, such as <c>fell back</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    /// <summary>A model's name. The offline model is called so, because it is not a language model.</summary>
    public static string Model(string? name) =>
        name switch
        {
            null => "unnamed model",
            "offline" or "baton/offline" => "offline model",
            _ => name,
        };

    /// <summary>A confidence, rounded down so that only 1 is shown as 1.</summary>
    public static string Confidence(double confidence) =>
        string.Create(CultureInfo.InvariantCulture, $"confidence {Math.Floor((decimal)confidence * 100) / 100:0.##}");

    /// <summary>A moment, to the second.</summary>
    public static string Time(DateTimeOffset moment) =>
        $"{moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    /// <summary>A text on one line, cut to a length.</summary>
    public static string Short(string text, int longest = LongestText)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= longest)
            return line;
        var cut = char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest;
        return $"{line.AsSpan(0, cut).TrimEnd()}…";
    }
}
