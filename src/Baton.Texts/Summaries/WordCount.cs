using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Baton.Texts.Summaries;

/// <summary>A rough size of a text without a model's tokenizer: words and punctuation marks.</summary>
public static class WordCount
{
    /// <summary>Counts each run of letters, digits and underscores as one, and each other character except white space as one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = 0;
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isWord = IsWord(rune);
            if (isWord ? !inWord : !IsSpace(rune))
                count++;
            inWord = isWord;
        }

        return count;
    }

    internal static bool IsWord(Rune rune) =>
        rune.IsAscii
            ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_'
            : Rune.GetUnicodeCategory(rune)
                is <= UnicodeCategory.OtherLetter
                    or UnicodeCategory.DecimalDigitNumber
                    or UnicodeCategory.LetterNumber
                    or UnicodeCategory.OtherNumber;

    // ASCII's four separators (1C to 1F) are white space to most regular expressions, but not to .NET.
    internal static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is >= 0x1C and <= 0x1F;
}
