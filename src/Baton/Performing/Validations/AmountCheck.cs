using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Performing.Validations;

/// <summary>Finds amounts of money in an answer that its agent has not read anywhere.</summary>
internal static partial class AmountCheck
{
    /// <summary>The first amount that is in none of the texts that the agent read, or null.</summary>
    public static string? FindUnknown(string text, IReadOnlyList<string> read)
    {
        foreach (var match in Amount().Matches(text).Cast<Match>())
        {
            var written = match.Groups["number"].Value.TrimEnd('.', ',');
            if (read.Any(said => said.Contains(written, StringComparison.Ordinal)))
                continue;
            var value = ValueOf(written);
            if (!read.Any(said => Number().EnumerateMatches(said) is var numbers && Has(said, numbers, value)))
                return match.Value.Trim();
        }

        return null;
    }

    private static bool Has(string said, Regex.ValueMatchEnumerator numbers, decimal? value)
    {
        foreach (var number in numbers)
        {
            if (ValueOf(said.Substring(number.Index, number.Length).TrimEnd('.', ',')) == value)
                return true;
        }

        return false;
    }

    // The last separator begins the fraction unless exactly three digits follow it: 1,200.00, 1.200,00, 1,200.
    private static decimal? ValueOf(string number)
    {
        var mark = number.LastIndexOfAny(['.', ',']);
        var isFraction = mark >= 0 && number.Length - mark != 4;
        var whole = (isFraction ? number[..mark] : number)
            .Replace(",", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse(
            isFraction ? $"{whole}.{number[(mark + 1)..]}" : whole,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
    }

    [GeneratedRegex(
        @"[$€£¥]\s?(?<number>[0-9][0-9.,]*)|\b(?<number>[0-9][0-9.,]*)\s?(?:[$€£¥]|(?:USD|EUR|GBP|CHF|dollars?|euros?|pounds?)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Amount();

    [GeneratedRegex("[0-9][0-9.,]*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
