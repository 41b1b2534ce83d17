namespace Baton.Texts.Facts;

/// <summary>Recognises amounts of money and percentages: "$49.99", "20 euros", "USD 5", "five hundred dollars", "15%".</summary>
internal static class Amounts
{
    private const string Signs = "$€£¥₹₽₩₺₫₴";

    // Longer runs are cut. The bound keeps hostile texts linear, and no amount has more groups.
    private const int LongestRun = 12;

    /// <summary>Whether an amount may begin with this mark.</summary>
    public static bool MayBegin(char mark) => mark is '-' or '−' || Signs.Contains(mark, StringComparison.Ordinal);

    public static Find? At(Passage passage, int at)
    {
        // A minus belongs to the amount unless it is a hyphen or dash.
        if (
            passage.Mark(at) is '-' or '−'
            && !passage.IsGlued(at)
            && passage.IsGlued(at + 1)
            && passage.Mark(at + 1) is not ('-' or '−')
            && At(passage, at + 1) is { } owed
        )
            return owed with { From = at, Value = "-" + owed.Value };
        var number = at;
        if (IsSign(passage, at))
            number = at + 1;
        else if (
            passage.Has(at, WordClass.Currency) && passage.Has(at, Shape.Upper) && passage.Span(at).Length == 3
            || passage.Is(at, "us") && IsSign(passage, at + 1)
        )
            number = IsSign(passage, at + 1) ? at + 2 : at + 1;
        var signed = number > at;
        var end = NumberEnd(passage, number);
        if (end == number)
            end = signed ? number : WordsEnd(passage, number);
        if (end == number)
            return null;
        if (passage.Is(end, "k", "m", "bn", "thousand", "million", "billion") && (signed || passage.Has(end + 1, WordClass.Currency)))
            end++;
        if (signed)
            return new(FactKind.Amount, at, passage.Has(end, WordClass.Currency) ? end + 1 : end, Value(passage, at, end));
        if (IsSign(passage, end) && passage.IsGlued(end) && passage.Mark(end) != '$')
            return new(FactKind.Amount, at, end + 1, Value(passage, at, end + 1));
        var unit = passage.Mark(end) == '-' ? end + 1 : end;
        if (passage.Mark(end) == '%' || passage.Is(end, "percent"))
            return new(
                FactKind.Amount,
                at,
                end + 1,
                Passage.Plain(passage.Text.AsSpan(passage[at].Start, passage[end - 1].End - passage[at].Start)) + " %"
            );
        // "won" and "pounds" are words of their own, so they need digits before them.
        return passage.Has(unit, WordClass.Currency) ? new(FactKind.Amount, at, unit + 1, Value(passage, at, unit + 1)) : null;
    }

    /// <summary>The end of a number in digits: "1,234.56".</summary>
    public static int NumberEnd(Passage passage, int at)
    {
        if (!passage.Has(at, Shape.HasDigit) || !char.IsAsciiDigit(passage.Span(at)[0]) || passage.Has(at, Shape.Ordinal))
            return at;
        if (!passage.Has(at, Shape.Digits))
            return
                passage.Span(at)[^1] is 'k' or 'K' or 'm' or 'M'
                && passage.Span(at)[..^1].IndexOfAnyExceptInRange('0', '9') < 0
                && IsSign(passage, at - 1)
                ? at + 1
                : at;
        var end = at + 1;
        while (
            end < at + LongestRun
            && (passage.IsJoint(end, ',') && passage.Span(end + 1).Length == 3 || passage.IsJoint(end, '.'))
            && passage.Has(end + 1, Shape.Digits)
        )
            end += 2;
        return end;
    }

    private static int WordsEnd(Passage passage, int at)
    {
        var end = at;
        while (
            end < at + LongestRun
            && (
                passage.Has(end, WordClass.Number)
                || end > at && (passage.Is(end, "and") || passage.IsJoint(end, '-')) && passage.Has(end + 1, WordClass.Number)
            )
        )
            end++;
        return end;
    }

    private static bool IsSign(Passage passage, int at) =>
        passage.Mark(at) is not '\0' and var mark && Signs.Contains(mark, StringComparison.Ordinal);

    // $20, 20 dollars, USD 20.00: the digits without separators and zero cents, and the currency.
    private static string Value(Passage passage, int from, int to)
    {
        string number = "",
            currency = "";
        for (var at = from; at < to; at++)
        {
            var word = passage.Span(at);
            if (passage.Has(at, Shape.HasDigit) || passage.Has(at, WordClass.Number) || passage.Is(at, "k", "m", "bn"))
                number += word.ToString().ToLowerInvariant();
            else if (passage.Mark(at) == '.')
                number += ".";
            else if (IsSign(passage, at) || passage.Has(at, WordClass.Currency))
                currency += Currency(word);
        }

        return $"{(number.EndsWith(".00", StringComparison.Ordinal) ? number[..^3] : number)} {currency}";
    }

    private static string Currency(ReadOnlySpan<char> word) =>
        word.ToString().ToLowerInvariant() switch
        {
            "$" or "dollar" or "dollars" or "buck" or "bucks" or "usd" => "$",
            "€" or "euro" or "euros" or "eur" => "€",
            "£" or "pound" or "pounds" or "gbp" => "£",
            "¥" or "yen" or "jpy" => "¥",
            "₹" or "rupee" or "rupees" or "inr" => "₹",
            var other => other,
        };
}
