using System.Buffers;

namespace Baton.Texts.Answers;

/// <summary>The sentences of a text, the last one first. Nothing is allocated, and nothing in front of what is asked for is read.</summary>
internal ref struct SentencesFromEnd
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("\n\r.!?…。！？｡؟۔।;\u037E；፧።⸮‽⁇⁈⁉❓❔");
    private static readonly SearchValues<char> QuestionMarks = SearchValues.Create("?？؟፧⸮‽⁇⁈⁉❓❔\u037E");

    // What may stand behind the mark of a sentence that it belongs to.
    private static readonly SearchValues<char> Closers = SearchValues.Create("*_)]}\"'”’»«』」）》〉~`");

    private static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"«»“„”「」『』《》\u2018\u201A");
    private static readonly SearchValues<char> WholeQuotationEnd = SearchValues.Create("?!.。？！؟ \n\"»”“」』》\u2019");

    // A line is searched this far back for what opens a quotation, so that a text that is one long line costs what its length does.
    private const int LongestLine = 2_000;

    private readonly ReadOnlySpan<char> text;
    private int end;

    // Where the line begins in which the sentence was looked for last. The line of what stands in front of it is looked for anew.
    private int line;

    /// <summary>Begins behind the last sentence.</summary>
    public SentencesFromEnd(ReadOnlySpan<char> text)
    {
        this.text = text;
        end = text.Length;
        line = end;
    }

    /// <summary>The sentence, with its mark.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Whether it is marked as a question that the text itself asks: no quotation, no code and no title of a link.</summary>
    public bool IsMarked { get; private set; }

    /// <summary>Whether it begins a line as an item of a list.</summary>
    public bool IsItem { get; private set; }

    /// <summary>Whether it is in a line that quotes somebody.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Goes to the sentence before. False if there is none.</summary>
    public bool MoveToPrevious()
    {
        while (end > 0 && (char.IsWhiteSpace(text[end - 1])))
            end--;
        if (end == 0)
            return false;
        var last = end;
        while (last > 0 && IsTail(text[last - 1]))
            last--;
        var start = last;
        while (start > 0 && !IsBoundary(start - 1))
            start--;
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        Current = text[start..end];
        end = start;
        var lead = text[LineOf(start)..start].TrimStart();
        var first = lead.IsEmpty ? Current : lead;
        IsQuoted = first is ['>', ..];
        IsItem =
            lead.IsEmpty && (first is ['-' or '*' or '•' or '–' or '·', ' ', ..])
            || (lead is [>= '0' and <= '9', '.' or ')'] or [>= '0' and <= '9', >= '0' and <= '9', '.' or ')']);
        IsMarked = !IsQuoted && (HasMark(start, last) || IsMarkedInside(Current));
        return true;
    }

    private static bool IsTail(char mark) => Ends.Contains(mark) && mark is not ('\n' or '\r') || Closers.Contains(mark) || mark is ' ';

    // A mark ends a sentence in front of a space or another mark, and not in "3.5" and "a?b=c". A Latin full stop in front of a small
    // letter belongs to an abbreviation.
    private bool IsBoundary(int at)
    {
        var mark = text[at];
        if (!Ends.Contains(mark))
            return false;
        if (mark is '\n' or '\r' or (>= '\u3000' and not '\uFFFF'))
            return mark is '\n' or '\r' || !IsInQuotes(at);
        var next = at + 1;
        while (next < text.Length && Closers.Contains(text[next]))
            next++;
        if (next < text.Length && !char.IsWhiteSpace(text[next]) && !Ends.Contains(text[next]) && text[next] < '\u2E80')
            return IsGlued(at, next);
        if (mark is ';')
            return IsGreek(text[Math.Max(0, at - 1)]);
        while (next < text.Length && text[next] is ' ')
            next++;
        if (mark is '.' && next < text.Length && char.IsLower(text[next]))
            return false;
        return !IsInQuotes(at) || next >= text.Length || text[next] is '\n' or '\r';
    }

    // Models leave out a space: "Which one?I have it here."
    private readonly bool IsGlued(int at, int next) =>
        next == at + 1
        && char.IsUpper(text[next])
        && next + 1 < text.Length
        && (char.IsLower(text[next + 1]) || text[next + 1] is ' ')
        && at > 0
        && char.IsLower(text[at - 1]);

    // The question mark among what stands at the sentence's end.
    private bool HasMark(int start, int last)
    {
        for (var at = last; at < start + Current.Length; at++)
        {
            if (QuestionMarks.Contains(text[at]) || (text[at] is ';' && at > 0 && IsGreek(text[at - 1])))
                return !IsInQuotes(at) && !IsInLinkOrCode(at);
        }

        return false;
    }

    // Spanish opens a question, and Armenian marks a word of it.
    private static bool IsMarkedInside(ReadOnlySpan<char> sentence) =>
        sentence.IndexOfAny('¿', '\u055E') is >= 0 and var at && sentence[..at].IndexOfAny("\"“«「") < 0;

    private readonly bool IsInLinkOrCode(int at) =>
        at + 1 < text.Length && (text[at + 1] is '`' || (text[at + 1] is ']' && at + 2 < text.Length && text[at + 2] is '('));

    // Whether the quotation marks of the line leave one open. A quotation that began with the whole text is no quotation.
    private bool IsInQuotes(int at)
    {
        var lineStart = Math.Max(LineOf(at), at - LongestLine);
        var line = text[lineStart..at];
        if (line.IndexOfAny(QuotationMarks) < 0)
            return false;
        var open = -1;
        for (var index = 0; index < line.Length; index++)
        {
            switch (line[index])
            {
                case '"' or '«' or '»':
                    open = open < 0 ? index : -1;
                    break;
                case '“' or '„' or '「' or '『' or '《' or '\u2018' or '\u201A':
                    open =
                        open < 0 ? index
                        : line[index] is '“' ? -1
                        : open;
                    break;
                case '”' or '」' or '』' or '》':
                    open = -1;
                    break;
                case '\u2019' when open >= 0 && line[open] is '\u2018' or '\u201A':
                    open = -1;
                    break;
                default:
                    break;
            }
        }

        return open >= 0 && !(text[..(lineStart + open)].IsWhiteSpace() && text[at..].IndexOfAnyExcept(WholeQuotationEnd) < 0);
    }

    private int LineOf(int at)
    {
        if (at < line || at == text.Length)
            line = text[..at].LastIndexOf('\n') + 1;
        return line;
    }

    private static bool IsGreek(char letter) => letter is (>= '\u0370' and <= '\u03FF') or (>= '\u1F00' and <= '\u1FFF');
}
