namespace Baton.Texts.Clearances;

/// <content>Values in XML and HTML, and those that are named by a pair.</content>
internal ref partial struct NamedValues
{
    private const int FarthestTag = 512;

    private static readonly string[] NamingTags = ["dt", "key", "th", "name", "field", "string"];
    private static readonly string[] TagsWithoutContent = ["input", "meta", "param", "img", "br", "option"];

    private bool IsMarkup(int start, int end, SensitiveField field) =>
        IsElement(start, end, field) || IsNamingElement(start, end, field) || IsNamingAttribute(start, end, field);

    // <ssn type="us">123</ssn>, with or without a prefix.
    private bool IsElement(int start, int end, SensitiveField field)
    {
        var open = start;
        if (open > 0 && text[open - 1] == ':')
        {
            for (open--; open > 0 && start - open < Near && (char.IsLetterOrDigit(text[open - 1]) || text[open - 1] is '-' or '_' or '.'); )
                open--;
        }

        if (open == 0)
            return false;
        if (text[open - 1] == '/' && open > 1 && text[open - 2] == '<')
            return true;
        if (text[open - 1] != '<')
            return false;
        Content(text[open..end], end, end, field);
        return true;
    }

    // Masks the attributes behind a place in a tag and the content of the element.
    private void Content(ReadOnlySpan<char> tag, int attributes, int from, SensitiveField field)
    {
        var close = text[from..].IndexOf('>');
        if (close < 0)
        {
            Add(attributes, text.Length, field);
            next = text.Length;
            return;
        }

        var behind = from + close + 1;
        var isEmpty = text[behind - 2] == '/';
        if (text[attributes..(behind - 1)].Contains('='))
            Add(attributes, behind - (isEmpty ? 2 : 1), field);
        next = Math.Max(next, behind);
        if (isEmpty || IsOneOf(tag, TagsWithoutContent))
            return;
        var length = ClosingOf(tag, behind);
        var content = text.Slice(behind, length);
        if (content.Contains(string.Concat("<", tag), StringComparison.OrdinalIgnoreCase))
            Untold = field.Sensitivity;
        AddWhole(behind, behind + length, field);
    }

    private readonly int ClosingOf(ReadOnlySpan<char> tag, int behind)
    {
        var length = text[behind..].IndexOf(string.Concat("</", tag), StringComparison.OrdinalIgnoreCase);
        return length < 0 ? text.Length - behind : length;
    }

    private void AddWhole(int start, int end, SensitiveField field)
    {
        Add(start, end, field);
        next = Math.Max(next, end);
    }

    // <dt>SSN</dt><dd>123</dd>: the value is in the next element.
    private bool IsNamingElement(int start, int end, SensitiveField field)
    {
        var before = start - 1;
        while (before >= 0 && start - before < Near && char.IsWhiteSpace(text[before]))
            before--;
        if (before < 0 || text[before] != '>')
            return false;
        var at = end;
        while (at < text.Length && at - end < Near && (char.IsWhiteSpace(text[at]) || text[at] == ':'))
            at++;
        if (at >= text.Length || ClosingTag(at) is not (> 0 and var behind))
            return false;
        var tag = text[(at + 2)..(behind - 1)];
        while (behind < text.Length && behind - at < FarthestTag && char.IsWhiteSpace(text[behind]))
            behind++;
        var isNaming = IsOneOf(tag, NamingTags) && behind + 1 < text.Length && text[behind] == '<' && char.IsLetter(text[behind + 1]);
        var following = isNaming ? text[(behind + 1)..] : [];
        following = following[..Math.Max(0, following.IndexOfAny(" \t\r\n/>"))];
        if (following.IsEmpty || (IsOneOf(tag, ["th"]) && !IsOneOf(following, ["td"])))
        {
            // The column of a table, as likely as not.
            if (IsOneOf(tag, ["th", "td"]))
                Untold = field.Sensitivity;
            return Untold is not null;
        }

        Content(following, behind + 1 + following.Length, behind, field);
        return true;
    }

    // <field name="ssn">123</field>, <input name="ssn" value="123">
    private bool IsNamingAttribute(int start, int end, SensitiveField field)
    {
        if (
            start < 2
            || end >= text.Length
            || text[start - 1] is not ('"' or '\'')
            || text[end] != text[start - 1]
            || text[start - 2] != '='
        )
            return false;
        var window = Math.Max(0, start - FarthestTag);
        var open = window + text[window..start].LastIndexOf('<');
        if (open < window || text[open..start].Contains('>') || open + 1 >= text.Length || !char.IsLetter(text[open + 1]))
            return false;
        var tag = text[(open + 1)..start];
        tag = tag[..Math.Max(0, tag.IndexOfAny(" \t\r\n"))];
        if (tag.IsEmpty)
            return false;
        var name = text[..(start - 2)].LastIndexOfAny(" \t\r\n");
        if (name > open + 1 + tag.Length)
            Add(open + 1 + tag.Length, name, field);
        Content(tag, end + 1, end, field);
        return true;
    }

    // {"name": "ssn", "value": "123"} in what is no JSON: which of the values belongs to the name cannot be told.
    private bool IsNamedByPair(int start, int end, SensitiveField field, bool isDeclared)
    {
        var isWhole = start > 0 && end < text.Length && text[start - 1] is '"' or '\'' && text[end] == text[start - 1];
        if (!isDeclared && isWhole && (speaksOfValues ??= text.Contains("value", StringComparison.OrdinalIgnoreCase)))
            Untold = field.Sensitivity;
        return Untold is not null;
    }

    private static bool IsOneOf(ReadOnlySpan<char> tag, ReadOnlySpan<string> tags)
    {
        foreach (var one in tags)
        {
            if (tag.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
