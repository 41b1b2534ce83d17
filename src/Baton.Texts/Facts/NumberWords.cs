namespace Baton.Texts.Facts;

/// <summary>Numbers in words.</summary>
internal static class NumberWords
{
    private static readonly string[] Small =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];

    private static readonly string[] Ordinals =
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];

    /// <summary>A number up to twenty, in digits or words.</summary>
    public static bool TryCardinal(Passage passage, int at, out int number)
    {
        if (passage.TryNumber(at, out number))
            return true;
        number = passage.Has(at, WordClass.Number) ? IndexOf(Small, passage.Span(at)) : -1;
        return number >= 0;
    }

    /// <summary>A day of the month in words: "first", "twenty-first".</summary>
    public static bool TryOrdinal(Passage passage, int at, out int number, out int length)
    {
        length = 1;
        number = passage.Has(at, WordClass.Ordinal)
            ? passage.Is(at, "thirtieth")
                ? 30
                : IndexOf(Ordinals, passage.Span(at)) + 1
            : 0;
        if (number > 0 || !passage.Is(at, "twenty", "thirty"))
            return number > 0;
        var tens = passage.Is(at, "twenty") ? 20 : 30;
        length = passage.IsJoint(at + 1, '-') ? 3 : 2;
        if (!passage.Has(at + length - 1, WordClass.Ordinal))
            return false;
        number = tens + IndexOf(Ordinals, passage.Span(at + length - 1)) + 1;
        return true;
    }

    private static int IndexOf(string[] words, ReadOnlySpan<char> word)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (word.Equals(words[index], StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }
}
