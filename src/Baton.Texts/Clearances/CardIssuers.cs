namespace Baton.Texts.Clearances;

/// <summary>
/// The prefixes of issuers' numbers (ISO/IEC 7812-1 and the schemes' published ranges). They exclude numbers that pass Luhn's formula by
/// chance or by their own rule: times in milliseconds, IMEIs (15 digits that begin with 35), SIM numbers (89), dates.
/// </summary>
internal static class CardIssuers
{
    /// <summary>Whether an issuer gives out numbers like this one.</summary>
    /// <param name="digits">13 to 19 digits.</param>
    /// <param name="isPhone">Whether a plus precedes them. Phone numbers have up to 15 digits (E.164), and few cards are that
    /// short.</param>
    public static bool Know(ReadOnlySpan<byte> digits, bool isPhone)
    {
        var four = (((((digits[0] * 10) + digits[1]) * 10) + digits[2]) * 10) + digits[3];
        return digits.Length switch
        {
            // Nobody issues these prefixes at these lengths today, but Visa once did. They count as cards unless they are phone numbers.
            13 => four is >= 4000 and < 7000 && !isPhone,
            14 => IsDiners(four) || (four is >= 4000 and < 7000 && !isPhone),
            15 => four / 100 is 34 or 37 || (four is >= 4000 and < 7000 && !isPhone),
            _ => four
                is >= 4000
                    and < 7000
                    or (>= 2200 and <= 2204)
                    or (>= 2221 and <= 2720)
                    or (>= 3528 and <= 3589)
                    or (>= 8100 and < 8300)
                    or 9792
                || IsDiners(four),
        };
    }

    private static bool IsDiners(int four) => four / 100 is 36 or 38 or 39 || four / 10 is >= 300 and <= 305 || four == 3095;
}
