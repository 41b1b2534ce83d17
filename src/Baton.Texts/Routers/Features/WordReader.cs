using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Baton.Texts.Routers.Features;

/// <summary>
/// A text as words in lower case. Letters with their marks form words in every script, and an apostrophe joins. Every number is a <c>0</c>,
/// so that another amount is the same request. A symbol such as an emoji is a word. Everything else separates words.
/// </summary>
internal sealed class WordReader
{
    /// <summary>The most characters that are read, so that the work stays bounded, whatever a customer pastes.</summary>
    public const int LongestText = 16_000;

    // The exact value of a short number may matter, as in "error 429"; a long one is a reference.
    private const int LongestTelling = 4;

    private char[] letters = new char[512];
    private int length;
    private Word[] words = new Word[64];
    private readonly List<(int From, int To)> numbers = [];

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>A word.</summary>
    public ReadOnlySpan<char> this[int word] => letters.AsSpan(words[word].Start, words[word].Length);

    /// <summary>A word with a blank before and behind it.</summary>
    public ReadOnlySpan<char> Padded(int word) => letters.AsSpan(words[word].Start - 1, words[word].Length + 2);

    /// <summary>The position of a word in the text.</summary>
    public (int From, int To) Place(int word) => (words[word].From, words[word].To);

    /// <summary>The positions of the short numbers in the text.</summary>
    public IReadOnlyList<(int From, int To)> Numbers => numbers;

    /// <summary>Reads a text, replacing the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestText)
            text = text[..LongestText];
        if (letters.Length < (2 * text.Length) + 2)
            letters = new char[(2 * text.Length) + 2];
        Count = 0;
        numbers.Clear();
        letters[0] = ' ';
        length = 1;
        var from = -1;
        var at = 0;
        while (at < text.Length)
        {
            var letter = text[at];
            if (char.IsAsciiLetter(letter))
            {
                Begin(ref from, at);
                letters[length++] = (char)(letter | 0x20);
                at++;
            }
            else if (char.IsDigit(letter))
            {
                Begin(ref from, at);
                at = ReadNumber(text, at);
            }
            else if (letter is '\'' or '’' or '\u00AD' or '\u200D' or '\uFE0F')
                at++;
            else if (letter < 0x80)
            {
                End(ref from, at);
                at++;
            }
            else
                at += ReadRune(text[at..], at, ref from);
        }

        End(ref from, text.Length);
    }

    private int ReadRune(ReadOnlySpan<char> text, int at, ref int from)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var used) != System.Buffers.OperationStatus.Done)
        {
            End(ref from, at);
            return 1;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.LowercaseLetter
            or UnicodeCategory.UppercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.LetterNumber:
                Begin(ref from, at);
                length += Rune.ToLowerInvariant(rune).EncodeToUtf16(letters.AsSpan(length));
                break;
            case UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol:
                End(ref from, at);
                Begin(ref from, at);
                length += rune.EncodeToUtf16(letters.AsSpan(length));
                End(ref from, at + used);
                break;
            default:
                End(ref from, at);
                break;
        }

        return used;
    }

    private int ReadNumber(ReadOnlySpan<char> text, int at)
    {
        var begin = at;
        while (
            at < text.Length && (char.IsDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < text.Length && char.IsDigit(text[at + 1])))
        )
            at++;
        letters[length++] = '0';
        if (at - begin <= LongestTelling)
            numbers.Add((begin, at));
        return at;
    }

    private readonly record struct Word(int Start, int Length, int From, int To);

    private static void Begin(ref int from, int at) => from = from < 0 ? at : from;

    private void End(ref int from, int at)
    {
        if (from < 0)
            return;
        var start = Count == 0 ? 1 : words[Count - 1].Start + words[Count - 1].Length + 1;
        if (length > start)
        {
            if (Count == words.Length)
                Array.Resize(ref words, 2 * Count);
            words[Count++] = new Word(start, length - start, from, at);
        }

        letters[length++] = ' ';
        from = -1;
    }
}
