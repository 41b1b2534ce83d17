namespace Baton.Texts.Clearances;

/// <summary>
/// A text with its escapes read, and for each character the stretch of the original that it stands for: a number is masked where it is
/// written, however it is escaped.
/// </summary>
internal sealed class DecodedText
{
    // Each round reads one layer, such as JSON in a string of JSON.
    private const int MostRounds = 6;

    private DecodedText(string text, int[] starts, int[] ends, bool isTooDeep)
    {
        Text = text;
        Starts = starts;
        Ends = ends;
        IsTooDeep = isTooDeep;
    }

    public string Text { get; }

    public int[] Starts { get; }

    public int[] Ends { get; }

    /// <summary>Whether characters are still escaped after the last round, so that nobody can tell what the text says.</summary>
    public bool IsTooDeep { get; }

    /// <summary>The decoded text; null if nothing in it is escaped.</summary>
    public static DecodedText? Of(string text)
    {
        if (!HasEscape(text))
            return null;
        var decoded = new DecodedText(text, [.. Enumerable.Range(0, text.Length)], [.. Enumerable.Range(1, text.Length)], false);
        for (var round = 0; round < MostRounds && HasEscape(decoded.Text); round++)
            decoded = Read(decoded);
        return HidesCharacters(decoded.Text) ? new DecodedText(decoded.Text, decoded.Starts, decoded.Ends, true) : decoded;
    }

    private static bool HasEscape(ReadOnlySpan<char> text)
    {
        for (var at = 0; Escapes.Next(text[at..]) is >= 0 and var next; at++)
        {
            at += next;
            if (Escapes.Read(text[at..], out _) > 0)
                return true;
        }

        return false;
    }

    // A long run of backslashes hides nothing by itself, as in a drawing.
    private static bool HidesCharacters(ReadOnlySpan<char> text)
    {
        for (var at = 0; Escapes.Next(text[at..]) is >= 0 and var next; )
        {
            at += next;
            var run = text[at..].IndexOfAnyExcept('\\');
            if (
                run > 0
                    ? text[at + run] is 'u' or 'U' or 'x' && Escapes.Read(text[(at + run - 1)..], out _) > 0
                    : run == 0 && Escapes.Read(text[at..], out _) > 0
            )
                return true;
            at = run < 0 ? text.Length : at + Math.Max(1, run);
        }

        return false;
    }

    private static DecodedText Read(DecodedText before)
    {
        ReadOnlySpan<char> text = before.Text;
        var (letters, starts, ends, length) = (new char[text.Length], new int[text.Length], new int[text.Length], 0);
        for (var at = 0; at < text.Length; )
        {
            var width = Escapes.Read(text[at..], out var code);
            var end = before.Ends[at + Math.Max(1, width) - 1];
            if (width > 0 && code is > 0xFFFF and <= 0x10FFFF)
            {
                Add(char.ConvertFromUtf32(code)[0], before.Starts[at], end);
                Add(char.ConvertFromUtf32(code)[1], before.Starts[at], end);
            }
            else
            {
                Add(
                    width == 0 ? text[at]
                        : code is 0 or >= FoldedText.Barrier ? '\uFFFD'
                        : (char)code,
                    before.Starts[at],
                    end
                );
            }

            at += Math.Max(1, width);
        }

        return new DecodedText(new string(letters, 0, length), starts[..length], ends[..length], false);

        void Add(char letter, int start, int end)
        {
            letters[length] = letter;
            starts[length] = start;
            ends[length++] = end;
        }
    }
}
