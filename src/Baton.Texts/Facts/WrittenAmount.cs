using System.Collections.Frozen;
using System.Globalization;

namespace Baton.Texts.Facts;

/// <summary>
/// A number as people write it, perhaps with a currency: <c>$49.99</c>, <c>49,99 €</c>, <c>1.234,56</c>, <c>1 234,56</c>,
/// <c>1'234.56</c>, <c>12,34,567</c>, in the digits of any script.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="OtherValue">The other number that it can mean: "1,234" is one thousand here and one and a quarter there.</param>
/// <param name="Currency">The currency as its ISO code where it is known; empty if there is none.</param>
public readonly record struct WrittenAmount(decimal Value, decimal? OtherValue, string Currency)
{
    private const int Longest = 60;

    // What Unicode calls a symbol of a currency and several countries share stands for any of theirs.
    private static readonly (string Written, string Code)[] Currencies =
    [
        ("US$", "USD"),
        ("$", "USD"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("₹", "INR"),
        ("₽", "RUB"),
        ("₩", "KRW"),
        ("₺", "TRY"),
        ("zł", "PLN"),
        ("¥", ""),
        ("￥", ""),
        ("円", "JPY"),
        ("元", "CNY"),
        ("원", "KRW"),
        ("dollars", "USD"),
        ("dollar", "USD"),
        ("euros", "EUR"),
        ("euro", "EUR"),
        ("pounds", "GBP"),
        ("pound", "GBP"),
        ("kr", ""),
        ("Rs.", "INR"),
        ("Rs", "INR"),
        ("Fr.", "CHF"),
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Codes = (
        "USD EUR GBP CHF JPY CNY INR AUD CAD NZD SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH BRL MXN ARS CLP COP PEN KRW SGD HKD TWD "
        + "THB IDR MYR PHP VND ZAR EGP MAD SAR AED QAR KWD ILS NGN KES PKR BDT LKR"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads a text that is an amount and nothing else. Null if it is not.</summary>
    public static WrittenAmount? Read(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
            return null;
        var rest = text.Trim();
        var isNegative = TakeSign(ref rest);
        var currency = TakeCurrency(ref rest);
        isNegative |= TakeSign(ref rest);
        if (currency is null && rest.IsEmpty)
            return null;
        currency ??= TakeCurrency(ref rest);
        // "49,-" and "49.–" have no cents.
        if (rest is [.., ',' or '.', '-' or '–' or '—'])
            rest = rest[..^2];
        if (Values(rest) is not var (value, other))
            return null;
        return new WrittenAmount(isNegative ? -value : value, isNegative ? -other : other, currency ?? "");
    }

    /// <summary>Whether both can mean the same. Where one names no currency, the other's is meant.</summary>
    public bool CanMean(WrittenAmount other) =>
        (Currency == other.Currency || Currency.Length == 0 || other.Currency.Length == 0)
        && (
            Value == other.Value
            || Value == other.OtherValue
            || (OtherValue is { } second && (second == other.Value || second == other.OtherValue))
        );

    /// <summary>The text with the digits of every script as 0 to 9, and wide letters as narrow ones.</summary>
    public static string WithPlainDigits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (System.Text.Ascii.IsValid(text))
            return text;
        return string.Create(
            text.Length,
            text,
            static (plain, written) =>
            {
                for (var at = 0; at < plain.Length; at++)
                    plain[at] = Plain(written[at]);
            }
        );
    }

    private static char Plain(char letter) =>
        char.IsAscii(letter) ? letter
        : DigitOf(letter) is >= 0 and var digit ? (char)('0' + digit)
        : letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0)
        : letter;

    private static int DigitOf(char letter) =>
        char.IsAsciiDigit(letter) ? letter - '0'
        : letter > '\u0600' && char.GetUnicodeCategory(letter) == UnicodeCategory.DecimalDigitNumber ? (int)char.GetNumericValue(letter)
        : -1;

    private static bool TakeSign(ref ReadOnlySpan<char> text)
    {
        if (text is not ['-' or '−' or '–' or '+' or '－' or '＋', ..])
            return false;
        var isNegative = text[0] is not ('+' or '＋');
        text = text[1..].TrimStart();
        return isNegative;
    }

    private static string? TakeCurrency(ref ReadOnlySpan<char> text)
    {
        foreach (var (written, code) in Currencies)
        {
            if (text.StartsWith(written, StringComparison.OrdinalIgnoreCase))
            {
                text = text[written.Length..].TrimStart();
                return code;
            }

            if (text.EndsWith(written, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^written.Length].TrimEnd();
                return code;
            }
        }

        // A code has three letters.
        if (text.Length > 3 && Codes.Contains(text[..3]) && !char.IsLetter(text[3]))
        {
            var code = text[..3].ToString().ToUpperInvariant();
            text = text[3..].TrimStart();
            return code;
        }

        if (text.Length > 3 && Codes.Contains(text[^3..]) && !char.IsLetter(text[^4]))
        {
            var code = text[^3..].ToString().ToUpperInvariant();
            text = text[..^3].TrimEnd();
            return code;
        }

        return null;
    }

    // Digits, with marks between groups of them and one before the decimals.
    private static (decimal Value, decimal? Other)? Values(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[Longest + 1];
        Span<int> marks = stackalloc int[Longest];
        Span<char> kinds = stackalloc char[Longest];
        var (count, marked) = (0, 0);
        foreach (var letter in text)
        {
            if (DigitOf(letter) is >= 0 and var digit)
            {
                digits[count++] = (char)('0' + digit);
                continue;
            }

            if (KindOf(letter) is not { } kind || (marked > 0 && marks[marked - 1] == count))
                return null;
            (marks[marked], kinds[marked++]) = (count, kind);
        }

        if (count == 0 || (marked > 0 && marks[marked - 1] == count))
            return null;
        return Values(digits[..count], marks[..marked], kinds[..marked]);
    }

    private static char? KindOf(char letter) =>
        letter switch
        {
            '.' or '．' => '.',
            ',' or '，' => ',',
            '٫' => '٫',
            '٬' => '٬',
            '\'' or '’' or '＇' => '\'',
            ' ' or '\u00A0' or '\u202F' or '\u2009' or '\u3000' => ' ',
            _ => null,
        };

    private static (decimal Value, decimal? Other)? Values(ReadOnlySpan<char> digits, ReadOnlySpan<int> marks, ReadOnlySpan<char> kinds)
    {
        if (marks.IsEmpty)
            return Number(digits, digits.Length) is { } whole ? (whole, null) : null;
        var last = kinds[^1];
        var groups = marks[..^1];
        var isOneKind = !kinds.ContainsAnyExcept(last);
        if (isOneKind && (marks.Length > 1 || last is '٬' or '\'' or ' '))
            return IsGrouped(marks, digits.Length) && last != '٫' && Number(digits, digits.Length) is { } grouped ? (grouped, null) : null;
        // The last mark begins the decimals, and all before it are of another kind.
        if (last is '٬' or '\'' or ' ' || kinds[..^1].Contains(last) || (groups.Length > 0 && kinds[..^1].ContainsAnyExcept(kinds[0])))
            return null;
        if (groups.Length > 0 && !IsGrouped(groups, marks[^1]))
            return null;
        if (Number(digits, marks[^1]) is not { } value)
            return null;
        var mayBeGroup = groups.IsEmpty && last != '٫' && digits.Length - marks[^1] == 3 && marks[^1] is > 0 and <= 3 && digits[0] != '0';
        if (!mayBeGroup || Number(digits, digits.Length) is not { } thousands)
            return (value, null);
        return last == ',' ? (thousands, value) : (value, thousands);
    }

    // Each group behind the first has three digits. In India only the last has three, and the others two.
    private static bool IsGrouped(ReadOnlySpan<int> marks, int end)
    {
        if (marks[0] is 0 or > 3 || end - marks[^1] != 3)
            return false;
        var size = marks.Length > 1 ? marks[1] - marks[0] : 3;
        if (size is not (2 or 3) || (size == 2 && marks[0] > 2))
            return false;
        for (var index = 1; index < marks.Length; index++)
        {
            if (marks[index] - marks[index - 1] != size)
                return false;
        }

        return true;
    }

    private static decimal? Number(ReadOnlySpan<char> digits, int whole)
    {
        Span<char> plain = stackalloc char[Longest + 2];
        digits[..whole].CopyTo(plain);
        plain[whole] = '.';
        digits[whole..].CopyTo(plain[(whole + 1)..]);
        return decimal.TryParse(plain[..(digits.Length + 1)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}
