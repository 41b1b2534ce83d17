using System.Buffers;
using System.Globalization;

namespace Baton.Texts.Clearances;

/// <summary>
/// A text in the form that the finders read: digits and letters of every form are ASCII, dashes and spaces are plain, invisible characters
/// are removed, and a mask of an earlier round is one <see cref="Barrier"/>. Most texts have this form already and are not copied.
/// </summary>
internal readonly ref struct FoldedText
{
    /// <summary>Replaces a mask, so that no finder reads across it.</summary>
    public const char Barrier = '\uFFFF';

    private const string Quotes = "\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u00AB\u00BB";

    // Characters that fold to themselves: ASCII, and the most frequent others of western languages. '[' may open a mask.
    private static readonly char[] Same =
    [
        .. Enumerable.Range(0, 0x80).Concat(Enumerable.Range(0xC0, 0x40)).Select(code => (char)code),
        '\u20AC',
        '\u00A3',
        '\u2026',
    ];

    private static readonly SearchValues<char> PlainOrBracket = SearchValues.Create(Same);
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Same.Where(letter => letter != '[')]);

    private readonly string original;
    private readonly int[]? origins;
    private readonly DecodedText? decoded;

    private FoldedText(string original, ReadOnlySpan<char> text, int[]? origins, DecodedText? decoded)
    {
        this.original = original;
        Text = text;
        this.origins = origins;
        this.decoded = decoded;
    }

    public ReadOnlySpan<char> Text { get; }

    public static FoldedText Of(string text, MaskText masks) => Of(text, masks, null);

    /// <summary>The same for a text whose escapes are read. Stretches are those of the text before that.</summary>
    public static FoldedText Of(DecodedText decoded, MaskText masks) => Of(decoded.Text, masks, decoded);

    private static FoldedText Of(string text, MaskText masks, DecodedText? decoded)
    {
        var odd = text.AsSpan().IndexOfAnyExcept(Plain);
        if (odd < 0 || (text[odd] == '[' && !text.AsSpan(odd).ContainsAnyExcept(PlainOrBracket) && !masks.IsIn(text.AsSpan(odd))))
            return new FoldedText(text, text, null, decoded);
        var (folded, origins, length) = (new char[text.Length], new int[text.Length], 0);
        for (var index = 0; index < text.Length; )
        {
            var mask = text[index] == '[' ? masks.LengthAtStart(text.AsSpan(index)) : 0;
            var width =
                mask > 0 ? mask
                : char.IsSurrogatePair(text, index) ? 2
                : 1;
            if ((mask > 0 ? Barrier : Fold(text, index, width)) is { } letter)
            {
                folded[length] = letter;
                origins[length++] = index;
            }

            index += width;
        }

        return new FoldedText(text, folded.AsSpan(0, length), origins, decoded);
    }

    /// <summary>The stretch of the original for a stretch of the folded text.</summary>
    public (int Start, int End) Unfold(int start, int end)
    {
        var (from, to) = Unfolded(start, end);
        return decoded is null ? (from, to) : (decoded.Starts[from], decoded.Ends[to - 1]);
    }

    /// <summary>How many characters of the original the one at that place is written with: more than one if it is escaped.</summary>
    public int WidthAt(int place)
    {
        if (decoded is null)
            return 1;
        var origin = origins?[place] ?? place;
        return decoded.Ends[origin] - decoded.Starts[origin];
    }

    private (int Start, int End) Unfolded(int start, int end)
    {
        if (origins is null)
            return (start, end);
        if (Text[end - 1] == Barrier)
            return (origins[start], end < Text.Length ? origins[end] : original.Length);
        var last = origins[end - 1];
        return (origins[start], last + (char.IsSurrogatePair(original, last) ? 2 : 1));
    }

    private static char? Fold(string text, int index, int width)
    {
        var letter = text[index];
        if (letter < 0x80)
            return letter;
        if (letter is >= '\uFF01' and <= '\uFF5E')
            return (char)(letter - 0xFEE0);
        if (Quotes.Contains(letter, StringComparison.Ordinal))
            return letter is >= '\u2018' and <= '\u201B' ? '\'' : '"';
        if (width == 1 && char.IsSurrogate(letter))
            return '\uFFFD';
        if (CharUnicodeInfo.GetDigitValue(text, index) is >= 0 and var digit)
            return (char)('0' + digit);
        return CharUnicodeInfo.GetUnicodeCategory(text, index) switch
        {
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned =>
                null,
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => '\n',
            UnicodeCategory.DashPunctuation => '-',
            _ => width == 2 ? FoldPair(char.ConvertToUtf32(text, index)) : FoldOne(letter),
        };
    }

    private static char? FoldOne(char letter) =>
        letter switch
        {
            '\u2212' => '-',
            '\u2800' => ' ',
            // Fillers: letters by category that are invisible.
            '\u115F' or '\u1160' or '\u3164' or '\uFFA0' => null,
            _ => letter,
        };

    // The mathematical alphabets, 52 letters each.
    private static char FoldPair(int code)
    {
        if (code is < 0x1D400 or > 0x1D6A3)
            return '\uFFFD';
        var place = (code - 0x1D400) % 52;
        return (char)(place < 26 ? 'A' + place : 'a' + place - 26);
    }
}
