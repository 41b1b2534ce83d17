using System.Globalization;
using System.Text;

namespace Baton.Teams.Arguments;

/// <summary>Reads a number that a model wrote as a text, where only one number can have been meant.</summary>
internal static class LooseNumber
{
    private const int Longest = 40;

    private static readonly string[] Currencies = ["USD", "EUR", "GBP", "CHF", "JPY", "US"];

    /// <summary>
    /// The number in "42", "#42", "+3.5", "$1,234.56", "1.234,56 €" or "49,99"; null for anything else, and for "1,234", which is one
    /// thousand here and one and a quarter there.
    /// </summary>
    public static decimal? Read(string text)
    {
        if (text.Length > Longest)
            return null;
        var rest = WithoutUnit(text.AsSpan().Trim());
        var isNegative = !rest.IsEmpty && rest[0] is '-' or '−';
        if (!rest.IsEmpty && rest[0] is '-' or '−' or '+')
            rest = WithoutUnit(rest[1..].Trim());
        return
            Plain(rest) is { } plain
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? isNegative
                ? -number
                : number
            : null;
    }

    private static ReadOnlySpan<char> WithoutUnit(ReadOnlySpan<char> text)
    {
        text = text.Trim("$€£¥#").Trim();
        foreach (var currency in Currencies)
        {
            if (text.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
                return text[currency.Length..].Trim("$ ").Trim();
            if (text.EndsWith(currency, StringComparison.OrdinalIgnoreCase))
                return text[..^currency.Length].Trim();
        }

        return text;
    }

    // Digits with a point; null where the marks between them can be read in two ways, or in none.
    private static string? Plain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiDigit(text[^1]) || !(char.IsAsciiDigit(text[0]) || text[0] == '.'))
            return null;
        var last = text.LastIndexOfAny(",.");
        if (last < 0)
            return WithoutGroups(text, ' ');
        var mark = text[last];
        var whole = text[..last];
        var decimals = text[(last + 1)..];
        var other = whole.IndexOfAny(" ,.") is >= 0 and var group ? whole[group] : mark;
        if (other == mark && whole.Contains(mark))
            return WithoutGroups(text, mark);
        if (decimals.ContainsAnyExceptInRange('0', '9') || (mark == ',' && other == mark && decimals.Length == 3))
            return null;
        return (whole.IsEmpty ? "0" : WithoutGroups(whole, other == mark ? ' ' : other)) is { } digits ? $"{digits}.{decimals}" : null;
    }

    // "1 234 567" and "1,234,567": each group behind the first has three digits.
    private static string? WithoutGroups(ReadOnlySpan<char> text, char mark)
    {
        var digits = new StringBuilder(text.Length);
        var inGroup = 0;
        var isGrouped = false;
        foreach (var one in text)
        {
            if (char.IsAsciiDigit(one))
            {
                digits.Append(one);
                inGroup++;
                continue;
            }

            if (one != mark && !(mark == ' ' && one is '\u00a0' or '\u202f' or '\'') || inGroup is 0 or > 3 || (isGrouped && inGroup != 3))
                return null;
            (isGrouped, inGroup) = (true, 0);
        }

        return isGrouped && inGroup != 3 ? null : digits.ToString();
    }
}
