namespace Baton.Texts.Clearances;

/// <summary>A field's value in a text, in places of the original.</summary>
internal readonly record struct NamedValue(int Start, int End, SensitiveField Field);

/// <summary>
/// Searches a text that is not one JSON text for the names of sensitive fields and tells where their values begin and end. Too much is
/// masked rather than too little, and where the value of a field cannot be told for certain, the whole text is withheld.
/// </summary>
/// <remarks>
/// The names that Baton knows are also words of ordinary texts ("how to reset a PIN"). Only those that a team declares withhold a text by
/// standing somewhere in it. It takes time proportional to the length of the text: what is looked at twice has a bound.
/// </remarks>
internal ref partial struct NamedValues
{
    private const int Near = 64;
    private const int LongestKey = 40;
    private const int FewestWordsOfSentence = 5;

    private static readonly string[] NoValue = ["null", "none", "nil", "true", "false", "undefined", "~"];

    private readonly FoldedText folded;
    private readonly ReadOnlySpan<char> text;
    private readonly SensitiveFields fields;
    private readonly Clearance reader;
    private int next;
    private (int From, int To) line = (0, -1);
    private int indent = -1;
    private bool? speaksOfValues;

    private NamedValues(FoldedText folded, SensitiveFields fields, Clearance reader)
    {
        this.folded = folded;
        this.fields = fields;
        this.reader = reader;
        text = folded.Text;
    }

    /// <summary>The values, as many as could be told.</summary>
    public List<NamedValue>? Values { get; private set; }

    /// <summary>How sensitive the value is that could not be told; null if all could.</summary>
    public Clearance? Untold { get; private set; }

    public static NamedValues Of(FoldedText folded, SensitiveFields fields, Clearance reader)
    {
        var search = new NamedValues(folded, fields, reader);
        search.Find();
        return search;
    }

    private void Find()
    {
        while (Untold is null && next < text.Length && fields.FindIn(text, next, reader, out var start, out var end) is { } field)
        {
            next = end;
            var isDeclared = fields.IsDeclared(field);
            if (
                !IsMarkup(start, end, field)
                && !IsPair(start, end, field, isDeclared)
                && !IsColumn(start, end, field, isDeclared)
                && isDeclared
            )
                Untold = field.Sensitivity;
        }
    }

    // "name": value, name=value, name => value. Returns whether the name is dealt with.
    private bool IsPair(int start, int end, SensitiveField field, bool isDeclared)
    {
        var at = BehindName(end, out var isQuoted);
        var separator = at;
        while (at < text.Length && text[at] is ':' or '=' or '>' && at - separator < 3)
            at++;
        if (at == separator || text[separator] == '>' || text[separator..].StartsWith("://"))
            return IsNamedByPair(start, end, field, isDeclared);
        var isProse = !isDeclared && !isQuoted && text[separator] == ':' && FollowsWord(start);
        at = BehindMarks(at);
        var isEmpty = at == text.Length || IsBreak(at) || IsBlockMark(at);
        if (isEmpty)
            return IsBlock(at, start, field, isDeclared);
        if (isProse || (!isDeclared && !isQuoted && IsSentence(at)))
            return true;
        var (from, to) =
            text[at] is '"' or '\'' or '`' ? Quoted(at, separator)
            : text[at] is '{' or '[' or '(' ? (at, Balanced(at))
            : (at, BareEnd(at, separator));
        Add(from, to, field);
        return true;
    }

    private readonly int BehindName(int at, out bool isQuoted)
    {
        isQuoted = false;
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '"' or '\'' or '`')
                isQuoted = true;
            else if (letter == '[' && text[at..Math.Min(text.Length, at + 12)].IndexOf(']') is > 0 and var close)
                at += close;
            else if (letter == '<' && ClosingTag(at) is > 0 and var after)
                at = after - 1;
            else if (letter is not ('*' or ']' or '\\' or ' ' or '\t') && !(isQuoted && letter is '\n' or '\r'))
                break;
        }

        return at;
    }

    private readonly int BehindMarks(int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '<' && ClosingTag(at) is > 0 and var after)
                at = after - 1;
            else if (text[at] is not (' ' or '\t' or '*'))
                break;
        }

        return at;
    }

    // The position after "</tag>", or 0.
    private readonly int ClosingTag(int at)
    {
        if (!text[at..].StartsWith("</"))
            return 0;
        var close = text[at..Math.Min(text.Length, at + Near)].IndexOf('>');
        return close < 0 ? 0 : at + close + 1;
    }

    // "Forgot your password: click here" is no field and its value.
    private readonly bool FollowsWord(int start)
    {
        var at = start - 1;
        while (at >= 0 && start - at < Near && text[at] is ' ' or '\t')
            at--;
        return at >= 0 && at < start - 1 && char.IsLetter(text[at]);
    }

    private readonly bool IsSentence(int at)
    {
        var words = 0;
        for (; at < text.Length && !IsBreak(at); at++)
        {
            if (char.IsDigit(text[at]) || text[at] is '=' or '"' or FoldedText.Barrier)
                return false;
            words += text[at] == ' ' ? 1 : 0;
            if (words >= FewestWordsOfSentence - 1)
                return true;
        }

        return false;
    }

    // A value between quotes. They count as quotes only if both are written, and escaped, in the same way.
    private (int From, int To) Quoted(int at, int separator)
    {
        var (quote, width) = (text[at], folded.WidthAt(at));
        var isTriple = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        var from = at + (isTriple ? 3 : 1);
        for (var place = from; place < text.Length; place++)
        {
            if (text[place] != quote || folded.WidthAt(place) != width)
                continue;
            if (isTriple)
            {
                if (text[place..].StartsWith([quote, quote, quote]))
                    return (from, place);
                continue;
            }

            if (place + 1 < text.Length && text[place + 1] == quote && folded.WidthAt(place + 1) == width)
            {
                if (place == from)
                    return (from, place);
                place++;
                continue;
            }

            if (place + 1 == text.Length || !char.IsLetterOrDigit(text[place + 1]))
                return (from, EndsValue(place + 1) ? place : BareEnd(place + 1, separator));
        }

        return (from, text.Length);
    }

    private readonly bool EndsValue(int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at == text.Length
            || text[at] is not ('+' or '.' or '"' or '\'' or '(')
            || (at > 0 && text[at] is '"' or '\'' && folded.WidthAt(at) < folded.WidthAt(at - 1));
    }

    private readonly int Balanced(int at)
    {
        var depth = 0;
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '{' or '[' or '(')
                depth++;
            else if (letter is '}' or ']' or ')' && --depth == 0)
                return at + 1;
            else if (letter is '"' or '\'' && at > 0 && !char.IsLetterOrDigit(text[at - 1]))
                at = ClosingQuote(at);
        }

        return text.Length;
    }

    private readonly int ClosingQuote(int at)
    {
        var (quote, width) = (text[at], folded.WidthAt(at));
        for (at++; at < text.Length && (text[at] != quote || folded.WidthAt(at) != width); at++) { }
        return at;
    }

    // A value without quotes: to the next field, or to the end of the line.
    private int BareEnd(int from, int separator)
    {
        var isAssigned = text[separator] == '=';
        var at = from;
        for (; at < text.Length && !IsBreak(at); at++)
        {
            var isEnd = text[at] switch
            {
                '&' => isAssigned && IsKey(at + 1) && folded.WidthAt(at) is 1 or 5,
                ',' or ';' or '|' => IsKey(at + 1),
                ' ' or '\t' => isAssigned && IsKey(at + 1, "="),
                '<' => ClosingTag(at) > 0,
                _ => false,
            };
            if (isEnd)
                break;
        }

        if (at >= text.Length || !IsBreak(at))
            return at;
        return ContinuedEnd(at, IndentOf(from));
    }

    // Lines that are further in and no field of their own belong to the value.
    private int ContinuedEnd(int at, int indent)
    {
        while (NextLine(at) is var line && line < text.Length && Indent(line) > indent && text[at - 1] is not (',' or ';' or '{'))
        {
            if (IsKey(line + Indent(line)) || text[line + Indent(line)] is '-' or '}' or ')' or ']' or '<')
                break;
            at = LineEnd(line);
        }

        return at;
    }

    // name: with its value below it.
    private bool IsBlock(int at, int start, SensitiveField field, bool isDeclared)
    {
        var own = IndentOf(start);
        var first = SkipBlank(LineEnd(at));
        var (line, end) = (first, -1);
        while (line < text.Length && (Indent(line) > own || (first == line || end > 0) && IsListItem(line, own, start)))
        {
            end = LineEnd(line);
            line = SkipBlank(end);
        }

        if (end > 0)
            Add(first + Indent(first), end, field);
        else if (first < text.Length && (isDeclared || LineStart(start) + own == start) && !IsKey(first + Indent(first)))
            Untold = field.Sensitivity;
        return true;
    }

    private bool IsListItem(int line, int own, int start) =>
        Indent(line) == own && text[line + own] == '-' && text[LineStart(start) + own] != '-';

    private readonly bool IsBlockMark(int at) =>
        text[at] is '|' or '>'
        && text[at..Math.Min(text.Length, at + 4)].TrimStart("|>+-0123456789").TrimStart(' ') is "" or ['\n' or '\r', ..];

    // Whether a field's name and its separator stand there.
    private readonly bool IsKey(int at, string separators = ":=")
    {
        for (var skipped = 0; skipped < 8 && at < text.Length && text[at] is ' ' or '\t' or '|' or ','; skipped++)
            at++;
        var quote = at < text.Length && text[at] is '"' or '\'' or '\\' ? 1 : 0;
        at += quote;
        if (at >= text.Length || !(char.IsLetter(text[at]) || text[at] == '_'))
            return false;
        var end = at;
        while (end < text.Length && end - at < LongestKey && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
            end++;
        while (end < text.Length && text[end] is '"' or '\'' or ' ' or '\\' && end - at < LongestKey + 4)
            end++;
        return end < text.Length && separators.Contains(text[end]) && !text[end..].StartsWith("://");
    }

    private void Add(int start, int end, SensitiveField field)
    {
        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ',' or ';' or '}' or ')' or ']' or '"' or '\'' or '\\'))
        {
            if (text[start] is '{' or '[' or '(' && text[end - 1] is '}' or ')' or ']')
                break;
            end--;
        }

        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        next = Math.Max(next, end);
        var value = text[start..end];
        if (value.IsEmpty || value is [FoldedText.Barrier])
            return;
        foreach (var none in NoValue)
        {
            if (value.Equals(none, StringComparison.OrdinalIgnoreCase))
                return;
        }

        var (from, to) = folded.Unfold(start, end);
        var values = Values ??= [];
        values.Add(new NamedValue(from, to, field));
    }
}
