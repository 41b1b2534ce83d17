namespace Baton.Texts.Clearances;

/// <content>Values in the columns of a table, and the lines of a text.</content>
internal ref partial struct NamedValues
{
    private const int LongestHeader = 2_048;
    private const int LongestTitle = 40;

    // A table has its names in the first line and the values below them.
    private bool IsColumn(int start, int end, SensitiveField field, bool isDeclared)
    {
        var (from, to) = (LineStart(start), LineEnd(end));
        if (to - from > LongestHeader || DelimiterAt(start, end, from, to) is not { } delimiter || !IsHeader(from, to, delimiter))
            return false;
        var column = Count(text[from..start], delimiter);
        var columns = Count(text[from..to], delimiter) + 1;
        var (rows, isTold) = (0, true);
        for (var line = NextLine(to); isTold && line < text.Length && !IsEndOfTable(line); line = NextLine(LineEnd(line)))
        {
            if (IsRule(line))
                continue;
            if (columns == 2 && column == 0 && delimiter != '|')
            {
                // Either a table of two columns, or a list of names and values.
                Untold = isDeclared ? field.Sensitivity : Untold;
                return true;
            }

            if (!IsRow(line, delimiter, column, columns, field))
            {
                // A line of another form: where the column goes on cannot be told.
                if (rows > 0 || isDeclared)
                    Untold = field.Sensitivity;
                isTold = false;
            }

            rows++;
        }

        // The names beside it have columns of their own, so the search goes on behind this one.
        next = end;
        return rows > 0;
    }

    private bool IsEndOfTable(int line) => IsBlank(line) || text[line..].StartsWith("```") || text[line..].StartsWith("(");

    // What bounds the name on both sides, beside spaces and marks.
    private readonly char? DelimiterAt(int start, int end, int from, int to)
    {
        var before = text[from..start].TrimEnd(" \"'`*");
        var after = text[end..to].TrimStart(" \"'`*").TrimEnd('\r');
        foreach (var delimiter in "|\t;,")
        {
            var isOpen = before.IsEmpty || before[^1] == delimiter;
            var isClosed = after.IsEmpty || after[0] == delimiter;
            if (isOpen && isClosed && !(before.IsEmpty && after.IsEmpty))
                return delimiter;
        }

        return null;
    }

    private bool IsHeader(int from, int to, char delimiter)
    {
        var header = text[from..to];
        if (delimiter == '|')
            return NextLine(to) is var below && below < text.Length && IsRule(below);
        foreach (var range in header.Split(delimiter))
        {
            var title = header[range].Trim(" \r\"'");
            if (title.IsEmpty || title.Length > LongestTitle || !char.IsLetter(title[0]) || Count(title, ' ') >= FewestWordsOfSentence)
                return false;
        }

        return from == 0 || Count(text[LineStart(from - 1)..(from - 1)], delimiter) != Count(header, delimiter);
    }

    // Masks the column in a row; false if the row has another number of columns.
    private bool IsRow(int line, char delimiter, int column, int columns, SensitiveField field)
    {
        var end = LineEnd(line);
        var (cell, cellStart) = (0, line);
        var (valueStart, valueEnd) = (line, line);
        for (var at = line; at <= end; at++)
        {
            if (at < end && text[at] == '"' && delimiter != '|' && text[cellStart..at].Trim(' ').IsEmpty)
            {
                at = ClosingQuote(at);
                if (at >= end)
                    return false;
                continue;
            }

            if (at < end && (text[at] != delimiter || (at > line && text[at - 1] == '\\')))
                continue;
            if (cell == column)
                (valueStart, valueEnd) = (cellStart, at);
            (cell, cellStart) = (cell + 1, at + 1);
        }

        if (cell != columns)
            return false;
        while (valueStart < valueEnd && text[valueStart] is ' ' or '"' or '\'')
            valueStart++;
        Add(valueStart, valueEnd, field);
        return true;
    }

    private bool IsRule(int line) => text[line..LineEnd(line)] is var rule && rule.Contains('-') && !rule.ContainsAnyExcept("|-:+= \r");

    private static int Count(ReadOnlySpan<char> text, char delimiter) => text.Count(delimiter);

    private readonly bool IsBreak(int at) => text[at] == '\n' && folded.WidthAt(at) == 1;

    private bool IsBlank(int line) => text[line..LineEnd(line)].IsWhiteSpace();

    private int LineStart(int at) => LineOf(at).From;

    private int LineEnd(int at) => LineOf(at).To;

    // Names often stand in one line, so it is looked for once.
    private (int From, int To) LineOf(int at)
    {
        if (at < line.From || at > line.To || line.To < 0)
        {
            var length = text[at..].IndexOf('\n');
            line = (text[..at].LastIndexOf('\n') + 1, length < 0 ? text.Length : at + length);
            indent = -1;
        }

        return line;
    }

    private readonly int NextLine(int end) => Math.Min(text.Length, end + 1);

    private int SkipBlank(int end)
    {
        var line = NextLine(end);
        while (line < text.Length && IsBlank(line))
            line = NextLine(LineEnd(line));
        return line;
    }

    private readonly int Indent(int from)
    {
        var length = text[from..].IndexOfAnyExcept(' ', '\t');
        return length < 0 ? text.Length - from - 1 : length;
    }

    private int IndentOf(int at)
    {
        var (from, _) = LineOf(at);
        return indent < 0 ? indent = Indent(from) : indent;
    }
}
