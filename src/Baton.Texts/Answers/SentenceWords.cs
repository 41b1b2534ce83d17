using System.Buffers;
using System.Globalization;

namespace Baton.Texts.Answers;

/// <summary>
/// The words of a sentence. Scripts that put no reliable spaces between words (Chinese, Japanese, Korean, Thai) have a word for each
/// character. An apostrophe ends a word: "j'ai" has two.
/// </summary>
internal ref struct SentenceWords
{
    /// <summary>The most words that are read of a sentence.</summary>
    public const int Most = 120;

    // A mark that is never closed is not looked for through the whole text.
    private const int LongestQuotation = 2_000;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()–—、，；：（）،؛|");

    private readonly ReadOnlySpan<char> text;
    private readonly Span<Place> places;

    /// <summary>Reads a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="places">Room for <see cref="Most"/> words.</param>
    /// <param name="withoutQuotes">Leaves out what stands in quotation marks.</param>
    public SentenceWords(ReadOnlySpan<char> text, Span<Place> places, bool withoutQuotes = false)
    {
        this.text = text;
        this.places = places;
        var isAfterBreak = false;
        for (var at = 0; at < text.Length && Count < places.Length; )
        {
            if (!IsOfWord(text[at]))
            {
                if (withoutQuotes && QuoteEnd(text, at) is > 0 and var end)
                    at = end;
                isAfterBreak |= Breaks.Contains(text[at]) || (text[at] is '-' && IsSpace(text, at - 1) && IsSpace(text, at + 1));
                at++;
                continue;
            }

            var start = at++;
            if (!StandsAlone(text[start]))
            {
                while (at < text.Length && IsOfWord(text[at]) && !StandsAlone(text[at]))
                    at++;
            }

            places[Count++] = new Place(start, at - start, isAfterBreak);
            isAfterBreak = false;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A word.</summary>
    public readonly ReadOnlySpan<char> this[int index] => text.Slice(places[index].Start, places[index].Length);

    /// <summary>Whether a comma or the like stands before the word.</summary>
    public readonly bool IsAfterBreak(int index) => places[index].IsAfterBreak;

    /// <summary>What the word counts in a gap: a character of a script without spaces is a part of a word.</summary>
    public readonly int Weight(int index) => StandsAlone(text[places[index].Start]) ? 1 : 3;

    /// <summary>The text from one word to the end of another.</summary>
    public readonly ReadOnlySpan<char> Text(int from, int last) => text[places[from].Start..(places[last].Start + places[last].Length)];

    /// <summary>Whether the character is of a script that is read without spaces.</summary>
    public static bool StandsAlone(char letter) =>
        letter >= '\u0E00'
        && letter
            is (>= '\u3040' and <= '\u30FF')
                or (>= '\u3400' and <= '\u4DBF')
                or (>= '\u4E00' and <= '\u9FFF')
                or (>= '\uAC00' and <= '\uD7A3')
                or (>= '\uF900' and <= '\uFAFF')
                or (>= '\u0E00' and <= '\u0E7F')
                or '\u3005';

    private static bool IsOfWord(char letter) =>
        char.IsAsciiLetterOrDigit(letter)
        || (
            letter >= '\u00AA'
            && (
                char.IsLetterOrDigit(letter)
                || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            )
        );

    // Where a quotation that opens there is closed in the sentence; 0 if none does.
    private static int QuoteEnd(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> closers = text[at] switch
        {
            '"' => "\"",
            '“' => "”",
            '„' => "“”\"",
            '«' => "»",
            '»' => "«",
            '「' => "」",
            '『' => "』",
            '\u2018' => "\u2019",
            _ => "",
        };
        var rest = text[(at + 1)..];
        var length = closers.IsEmpty ? -1 : rest[..Math.Min(rest.Length, LongestQuotation)].IndexOfAny(closers);
        return length < 0 ? 0 : at + 1 + length;
    }

    private static bool IsSpace(ReadOnlySpan<char> text, int at) => at < 0 || at >= text.Length || text[at] is ' ';

    /// <summary>Where a word stands.</summary>
    /// <param name="Start">Its first character.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="IsAfterBreak">Whether a comma or the like stands before it.</param>
    public readonly record struct Place(int Start, int Length, bool IsAfterBreak);
}
