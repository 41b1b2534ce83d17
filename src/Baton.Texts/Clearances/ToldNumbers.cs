using System.Collections.Frozen;

namespace Baton.Texts.Clearances;

/// <summary>Finds numbers by their name: PINs, card codes and social security numbers.</summary>
internal static class ToldNumbers
{
    private const int LongestGap = 48;
    private const int FewestInOneGroup = 3;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Between = ToldPlaces.Set(
        "is",
        "was",
        "code",
        "number",
        "no",
        "nr",
        "num",
        "for",
        "my",
        "the",
        "card",
        "account",
        "debit",
        "credit",
        "bank",
        "sim",
        "to",
        "ist",
        "lautet",
        "now",
        "of",
        "on",
        "phone",
        "and",
        "it",
        "its",
        "s",
        "a",
        "value",
        "equals",
        "security",
        "still",
        "set",
        "changed",
        "est",
        "es"
    );

    /// <summary>Finds the number after the word; returns where to go on, or 0 if there is none.</summary>
    public static int FindBehind(
        ReadOnlySpan<char> text,
        int word,
        int behind,
        int fewest,
        int most,
        SensitiveKind kind,
        ref Findings findings
    )
    {
        // "shipping", "CVC2": no letter before the word, and after it only the digit that belongs to its name.
        if (word > 0 && char.IsLetterOrDigit(text[word - 1]))
            return 0;
        if (kind == SensitiveKind.CardCode && behind < text.Length && text[behind] == '2')
            behind++;
        if (behind < text.Length && char.IsLetterOrDigit(text[behind]))
            return 0;
        var start = SkipWords(text, behind);
        if (start == 0)
            return 0;
        Span<char> digits = stackalloc char[most];
        var end = Read(text, start, digits, fewest, out var count);
        if (end == 0 || count < fewest)
            return 0;
        if (kind == SensitiveKind.SocialSecurity)
            findings.Add(start, end, kind, Clearance.Sensitive, MaskText.Ending(kind, digits[(count - 4)..count]));
        else
            findings.AddSecret(start, end, kind);
        return end;
    }

    // Skips marks and the few words that may come before the first digit; 0 if there is anything else.
    private static int SkipWords(ReadOnlySpan<char> text, int at)
    {
        var end = Math.Min(text.Length, at + LongestGap);
        while (at < end && !char.IsAsciiDigit(text[at]))
        {
            if (char.IsLetter(text[at]))
            {
                var word = ToldPlaces.WordAt(text, at);
                if (!Between.Contains(word))
                    return 0;
                at += word.Length;
            }
            else if (text[at] is '!' or '?' or ';' or '\u20AC' or '\u00A3' or '$' or FoldedText.Barrier)
            {
                return 0;
            }
            else
            {
                at++;
            }
        }

        return at < end ? at : 0;
    }

    // One group, or smaller ones separated by a mark or space, until there are enough digits.
    private static int Read(ReadOnlySpan<char> text, int at, Span<char> digits, int fewest, out int count)
    {
        count = 0;
        var (group, gap, end) = (0, 0, 0);
        for (; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                if (count == digits.Length)
                    return 0;
                digits[count++] = text[at];
                (group, gap, end) = (group + 1, 0, at + 1);
            }
            else if (
                char.IsLetter(text[at])
                || text[at] == FoldedText.Barrier
                || ++gap > 3
                || (group >= FewestInOneGroup && count >= fewest)
            )
            {
                break;
            }
            else
            {
                group = 0;
            }
        }

        return end;
    }
}
