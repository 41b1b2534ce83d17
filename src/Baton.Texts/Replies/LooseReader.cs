using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Baton.Texts.Replies;

/// <summary>
/// Reads a value as models write it: JSON, or a Python literal (single quotes, <c>True</c>, <c>None</c>), with raw line breaks in strings,
/// a comma too many or closing brackets missing at the end. What it reads is written as JSON. It reads each character once.
/// </summary>
internal ref struct LooseReader(ReadOnlySpan<char> text, int at)
{
    private const int Deepest = 60;

    private readonly ReadOnlySpan<char> text = text;

    /// <summary>Where it is in the text.</summary>
    public int At { get; private set; } = at;

    /// <summary>Reads a value; the place is undefined if it fails.</summary>
    public bool TryRead(StringBuilder json) => TryRead(json, 0);

    /// <summary>Reads a letter, and then letters, digits and what names are joined with; empty if there is none.</summary>
    public static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
            end++;
        return end > at && (char.IsAsciiLetter(text[at]) || text[at] == '_') ? text[at..end] : [];
    }

    public void SkipSpace()
    {
        while (At < text.Length && char.IsWhiteSpace(text[At]))
            At++;
    }

    public bool TrySkip(char wanted)
    {
        SkipSpace();
        if (At >= text.Length || text[At] != wanted)
            return false;
        At++;
        return true;
    }

    public static void AppendString(StringBuilder json, string value) =>
        json.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)).Append('"');

    private bool TryRead(StringBuilder json, int depth)
    {
        SkipSpace();
        if (At >= text.Length || depth > Deepest)
            return false;
        switch (text[At])
        {
            case '{':
                return TryReadObject(json, depth);
            case '[':
                return TryReadList(json, depth);
            case '"' or '\'':
                return TryReadString(json);
            case '-' or (>= '0' and <= '9'):
                return TryReadNumber(json);
            default:
                return TryReadWord(json);
        }
    }

    private bool TryReadObject(StringBuilder json, int depth)
    {
        At++;
        json.Append('{');
        for (var isFirst = true; !IsClosed('}'); isFirst = false)
        {
            if (!isFirst && !TrySkip(','))
                return false;
            if (IsClosed('}'))
                break;
            if (!isFirst)
                json.Append(',');
            if (!TryReadKey(json) || !TrySkip(':'))
                return false;
            json.Append(':');
            if (!TryRead(json, depth + 1))
                return false;
        }

        json.Append('}');
        return true;
    }

    private bool TryReadList(StringBuilder json, int depth)
    {
        At++;
        json.Append('[');
        for (var isFirst = true; !IsClosed(']'); isFirst = false)
        {
            if (!isFirst && !TrySkip(','))
                return false;
            if (IsClosed(']'))
                break;
            if (!isFirst)
                json.Append(',');
            if (!TryRead(json, depth + 1))
                return false;
        }

        json.Append(']');
        return true;
    }

    // The end of the text closes what is open: models often leave out the last bracket.
    private bool IsClosed(char close) => TrySkip(close) || At >= text.Length;

    private bool TryReadKey(StringBuilder json)
    {
        SkipSpace();
        if (At < text.Length && text[At] is '"' or '\'')
            return TryReadString(json);
        var name = NameAt(text, At);
        AppendString(json, name.ToString());
        At += name.Length;
        return name.Length > 0;
    }

    private bool TryReadString(StringBuilder json)
    {
        var quote = text[At++];
        var value = new StringBuilder();
        while (At < text.Length)
        {
            var rest = text[At..];
            var next = rest.IndexOfAny(quote, '\\');
            if (next < 0)
                return false;
            value.Append(rest[..next]);
            At += next + 1;
            if (rest[next] == quote)
            {
                AppendString(json, value.ToString());
                return true;
            }

            if (!TryReadEscape(value))
                return false;
        }

        return false;
    }

    private bool TryReadEscape(StringBuilder value)
    {
        if (At >= text.Length)
            return false;
        var escape = text[At++];
        if (escape is 'u' or 'x')
        {
            var digits = escape == 'u' ? 4 : 2;
            if (
                text.Length - At < digits
                || !int.TryParse(text.Slice(At, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
                return false;
            value.Append((char)code);
            At += digits;
            return true;
        }

        switch (escape)
        {
            case 'n':
                value.Append('\n');
                break;
            case 't':
                value.Append('\t');
                break;
            case 'r':
                value.Append('\r');
                break;
            case 'b':
                value.Append('\b');
                break;
            case 'f':
                value.Append('\f');
                break;
            case '"' or '\'' or '\\' or '/':
                value.Append(escape);
                break;
            default:
                value.Append('\\').Append(escape);
                break;
        }

        return true;
    }

    private bool TryReadNumber(StringBuilder json)
    {
        var from = At;
        if (text[At] == '-')
            At++;
        var whole = SkipDigits();
        if (whole == 0 || (whole > 1 && text[At - whole] == '0'))
            return false;
        if (At < text.Length && text[At] == '.')
        {
            At++;
            if (SkipDigits() == 0)
                return false;
        }

        if (At < text.Length && text[At] is 'e' or 'E')
        {
            At++;
            if (At < text.Length && text[At] is '+' or '-')
                At++;
            if (SkipDigits() == 0)
                return false;
        }

        json.Append(text[from..At]);
        return At >= text.Length || !char.IsLetterOrDigit(text[At]);
    }

    private int SkipDigits()
    {
        var from = At;
        while (At < text.Length && char.IsAsciiDigit(text[At]))
            At++;
        return At - from;
    }

    private bool TryReadWord(StringBuilder json)
    {
        var word = NameAt(text, At);
        var value = word switch
        {
            "true" or "True" => "true",
            "false" or "False" => "false",
            "null" or "None" => "null",
            _ => null,
        };
        json.Append(value);
        At += word.Length;
        return value is not null;
    }
}
