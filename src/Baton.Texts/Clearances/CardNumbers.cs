namespace Baton.Texts.Clearances;

/// <summary>
/// Finds payment card numbers: 13 to 19 digits (ISO/IEC 7812) with an issuer's prefix and a valid check digit by Luhn's formula, in one
/// piece or in groups separated by anything but letters.
/// </summary>
internal static class CardNumbers
{
    private const int Shortest = 13;
    private const int Longest = 19;
    private const int LongestGap = 24;

    // Every text with a few digits is looked through.
    [ThreadStatic]
    private static List<(int Start, int End)>? kept;

    public static void Find(ReadOnlySpan<char> text, ref Findings findings)
    {
        var groups = kept ?? [];
        kept = null;
        for (var at = NextDigit(text, 0); at < text.Length; at = NextDigit(text, groups[^1].End))
        {
            groups.Clear();
            var digits = ReadChain(text, at, groups);
            if (digits >= Shortest)
                FindInChain(text, groups, ref findings);
        }

        kept = groups;
    }

    /// <summary>Whether the last digit is valid by Luhn's formula (ISO/IEC 7812-1, annex B).</summary>
    public static bool HasCheckDigit(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = (int)digits[digits.Length - 1 - place];
            sum +=
                place % 2 == 0 ? digit
                : digit > 4 ? (digit * 2) - 9
                : digit * 2;
        }

        return sum % 10 == 0;
    }

    // Groups of digits up to letters or too wide a gap; a number may begin and end with any of them.
    private static int ReadChain(ReadOnlySpan<char> text, int at, List<(int Start, int End)> groups)
    {
        var digits = 0;
        while (true)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            groups.Add((at, end));
            digits += end - at;
            var next = end;
            while (next < text.Length && next - end < LongestGap && IsGap(text[next]))
                next++;
            if (next >= text.Length || !char.IsAsciiDigit(text[next]))
                return digits;
            at = next;
        }
    }

    private static bool IsGap(char letter) => !char.IsLetterOrDigit(letter) && letter != FoldedText.Barrier;

    private static void FindInChain(ReadOnlySpan<char> text, List<(int Start, int End)> groups, ref Findings findings)
    {
        Span<byte> digits = stackalloc byte[Longest];
        Span<char> ending = stackalloc char[4];
        for (var first = 0; first < groups.Count; first++)
        {
            var (last, length) = NumberAt(text, groups, first, digits);
            if (last < 0)
                continue;
            for (var place = 0; place < ending.Length; place++)
                ending[place] = (char)('0' + digits[length - ending.Length + place]);
            findings.Add(
                groups[first].Start,
                groups[last].End,
                SensitiveKind.Card,
                Clearance.Sensitive,
                MaskText.Ending(SensitiveKind.Card, ending)
            );
            CardCodes.FindBehind(text, groups[last].End, ref findings);
            first = last;
        }
    }

    // The number that begins with the group: the last group that may belong to it, and its length in digits. A card code after a number can
    // make a longer valid one by chance, so everything is masked, and the shortest number names the mask: it is the same with and without
    // the code.
    private static (int Last, int Length) NumberAt(ReadOnlySpan<char> text, List<(int Start, int End)> groups, int first, Span<byte> digits)
    {
        var (found, length, count) = (-1, 0, 0);
        for (var last = first; last < groups.Count && count < Longest; last++)
        {
            var group = text[groups[last].Start..groups[last].End];
            if (count + group.Length > Longest)
                return last == first ? InLongRun(group, first, digits) : (found, length);
            foreach (var letter in group)
                digits[count++] = (byte)(letter - '0');
            if (
                count < Shortest
                || !HasCheckDigit(digits[..count])
                || !CardIssuers.Know(digits[..count], IsPhone(text, groups[first].Start))
            )
                continue;
            if (!CardGrouping.IsLikely(text, groups, first, last))
                continue;
            found = last;
            length = length == 0 ? count : length;
        }

        return found < 0 ? InLongRun(text[groups[first].Start..groups[first].End], first, digits) : (found, length);
    }

    // A number with text attached to it, or, if no number has that length, one at the very end.
    private static (int Last, int Length) InLongRun(ReadOnlySpan<char> run, int group, Span<byte> digits)
    {
        const int Usual = 16;
        foreach (var from in (ReadOnlySpan<int>)[0, run.Length > Longest ? run.Length - Usual : 0])
        {
            if (run.Length <= Usual)
                break;
            for (var place = 0; place < Usual; place++)
                digits[place] = (byte)(run[from + place] - '0');
            if (HasCheckDigit(digits[..Usual]) && CardIssuers.Know(digits[..Usual], isPhone: false))
                return (group, Usual);
        }

        return (-1, 0);
    }

    private static bool IsPhone(ReadOnlySpan<char> text, int start) => start > 0 && text[start - 1] == '+';

    private static int NextDigit(ReadOnlySpan<char> text, int from)
    {
        var next = text[from..].IndexOfAnyInRange('0', '9');
        return next < 0 ? text.Length : from + next;
    }
}
