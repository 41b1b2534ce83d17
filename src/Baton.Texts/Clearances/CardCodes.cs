namespace Baton.Texts.Clearances;

/// <summary>Finds the code of three or four digits after a card number, with or without the expiry date in between.</summary>
internal static class CardCodes
{
    private const int LongestGap = 8;

    private static readonly string[] Currencies = ["usd", "eur", "gbp", "chf", "dollar", "euro", "pound"];

    public static void FindBehind(ReadOnlySpan<char> text, int at, ref Findings findings)
    {
        at = SkipGap(text, at);
        if (ReadExpiry(text, at) is > 0 and var behind)
            at = SkipGap(text, behind);
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (end - at is 3 or 4 && !IsAmount(text[end..]))
            findings.AddSecret(at, end, SensitiveKind.CardCode);
    }

    // The month, a stroke, a dash or a space, and two or four digits of the year.
    private static int ReadExpiry(ReadOnlySpan<char> text, int at)
    {
        var month = DigitsAt(text, at);
        var divided = at + month;
        if (month is not (1 or 2) || divided >= text.Length)
            return 0;
        while (divided < text.Length && divided - at - month < 3 && text[divided] is '/' or '-' or ' ' or '.')
            divided++;
        var year = DigitsAt(text, divided);
        return divided > at + month && year is 2 or 4 ? divided + year : 0;
    }

    private static int DigitsAt(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 5 && char.IsAsciiDigit(text[end]))
            end++;
        return end - at;
    }

    private static int SkipGap(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestGap && (char.IsWhiteSpace(text[end]) || text[end] is '/' or '|' or ',' or ';'))
            end++;
        return end;
    }

    private static bool IsAmount(ReadOnlySpan<char> behind)
    {
        if (behind is [('.' or ',' or ':' or '-' or '/'), >= '0' and <= '9', ..])
            return true;
        behind = behind.TrimStart(' ');
        if (behind is ['$' or '\u20AC' or '\u00A3' or '%', ..])
            return true;
        foreach (var currency in Currencies)
        {
            if (behind.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
