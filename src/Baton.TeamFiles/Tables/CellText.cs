using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.TeamFiles.Tables;

/// <summary>Compares what a model asks for with what a table holds: people write the same thing in several ways.</summary>
internal static partial class CellText
{
    /// <summary>Whether both mean the same: as amounts when both are numbers, otherwise as text without regard to case.</summary>
    public static bool Same(string asked, string held)
    {
        if (Amount(asked) is { } left && Amount(held) is { } right)
            return left.Value == right.Value
                && (left.Currency == right.Currency || left.Currency.Length == 0 || right.Currency.Length == 0);
        return string.Equals(Spaces().Replace(asked.Trim(), " "), Spaces().Replace(held.Trim(), " "), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether it is a number, perhaps with a currency.</summary>
    public static bool IsNumber(string text) => Amount(text) is not null;

    private static (decimal Value, string Currency)? Amount(string text)
    {
        var match = AmountText().Match(text);
        if (!match.Success)
            return null;
        var digits = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        var negative = match.Groups["sign"].Value is "-" or "−";
        return (negative ? -value : value, Currency(match.Groups["before"].Value, match.Groups["after"].Value));
    }

    private static string Currency(string before, string after) =>
        (before + after).ToUpperInvariant() switch
        {
            "$" => "USD",
            "€" => "EUR",
            "£" => "GBP",
            var code => code,
        };

    [GeneratedRegex(
        @"\A\s*(?<sign>[-+−]?)\s*((?<before>[$€£]|USD|EUR|GBP)\s*)?(?<number>[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[0-9]{1,15}(\.[0-9]{1,9})?"
            + @"|\.[0-9]{1,9})(\s*(?<after>[$€£]|USD|EUR|GBP))?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex AmountText();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
