using System.Text.RegularExpressions;
using Baton.Texts.Facts;

namespace Baton.Performing.Validations;

/// <summary>Finds amounts of money in an answer that its agent has not read anywhere, in whatever form either is written.</summary>
internal static partial class AmountCheck
{
    // A number in the digits of any script, with the marks that stand between groups and before decimals.
    private const string Digits = @"\p{Nd}(?:[\p{Nd}.,'’٬٫，．]|[ \u00A0\u202F\u2009](?=\p{Nd}{3}(?!\p{Nd})))*";

    private const string Marks = ".,'’٬٫，．";

    /// <summary>The first amount that is in none of the texts that the agent read, or null.</summary>
    public static string? FindUnknown(string text, IReadOnlyList<string> read)
    {
        foreach (var match in Amount().Matches(text).Cast<Match>())
        {
            var written = match.Groups["number"].Value.TrimEnd(Marks.ToCharArray());
            if (read.Any(said => said.Contains(written, StringComparison.Ordinal)))
                continue;
            if (WrittenAmount.Read(written) is not { } amount || !read.Any(said => Has(said, amount)))
                return match.Value.Trim().TrimEnd(Marks.ToCharArray());
        }

        return null;
    }

    private static bool Has(string said, WrittenAmount amount)
    {
        foreach (var number in Number().EnumerateMatches(said))
        {
            if (WrittenAmount.Read(said.AsSpan(number.Index, number.Length).TrimEnd(Marks)) is { } other && amount.CanMean(other))
                return true;
        }

        return false;
    }

    [GeneratedRegex(
        $@"[\p{{Sc}}]\s?(?<number>{Digits})|(?<![\p{{Nd}}.,A-Za-z])(?<number>{Digits})\s?"
            + @"(?:[\p{Sc}円元원]|(?:USD|EUR|GBP|CHF|JPY|CNY|INR|PLN|BRL|dollars?|euros?|pounds?|zł|Franken|francs?|reais)(?!\p{L}))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Amount();

    [GeneratedRegex(Digits, RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
