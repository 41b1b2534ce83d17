using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;

namespace Baton.Texts.Clearances;

/// <summary>Reads one escaped character: <c>\u0034</c>, <c>\"</c>, <c>%20</c>, <c>&amp;nbsp;</c>, <c>&amp;#x34;</c>.</summary>
internal static class Escapes
{
    private const int LongestEntity = 12;

    private static readonly SearchValues<char> Openings = SearchValues.Create("\\%&");

    // Those of HTML 5 that join digits or words. The framework knows only those of HTML 4.
    private static readonly FrozenDictionary<string, int> NewerEntities = new Dictionary<string, int>
    {
        ["apos"] = '\'',
        ["colon"] = ':',
        ["comma"] = ',',
        ["dash"] = '-',
        ["hyphen"] = '-',
        ["equals"] = '=',
        ["lowbar"] = '_',
        ["period"] = '.',
        ["sol"] = '/',
        ["commat"] = '@',
        ["num"] = '#',
        ["percnt"] = '%',
        ["bsol"] = '\\',
        ["Tab"] = '\t',
        ["NewLine"] = '\n',
        ["NonBreakingSpace"] = '\u00A0',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The position of the next character that may open an escape, or -1.</summary>
    public static int Next(ReadOnlySpan<char> text) => text.IndexOfAny(Openings);

    /// <summary>Reads the escape that the text begins with.</summary>
    /// <returns>Its length, or 0 if the text begins with none.</returns>
    public static int Read(ReadOnlySpan<char> text, out int code)
    {
        code = 0;
        return text.Length < 2
            ? 0
            : text[0] switch
            {
                '\\' => ReadBackslash(text, out code),
                '%' => ReadPercent(text, out code),
                '&' => ReadEntity(text, out code),
                _ => 0,
            };
    }

    private static int ReadBackslash(ReadOnlySpan<char> text, out int code)
    {
        code = 0;
        switch (text[1])
        {
            case 'u' when text.Length > 2 && text[2] == '{':
                var close = text[..Math.Min(text.Length, LongestEntity)].IndexOf('}');
                return close > 3 && IsHex(text[3..close], out code) ? close + 1 : 0;
            case 'u':
                return ReadHex(text, 4, out code);
            case 'U':
                return ReadHex(text, 8, out code);
            case 'x':
                return ReadHex(text, 2, out code);
            case var letter:
                code = letter switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' or 'f' or 'v' => ' ',
                    '"' or '\'' or '/' or '\\' => letter,
                    _ => 0,
                };
                return code == 0 ? 0 : 2;
        }
    }

    private static int ReadHex(ReadOnlySpan<char> text, int digits, out int code)
    {
        code = 0;
        return text.Length >= 2 + digits && IsHex(text.Slice(2, digits), out code) ? 2 + digits : 0;
    }

    private static int ReadPercent(ReadOnlySpan<char> text, out int code)
    {
        if (text[1] == 'u')
            return ReadHex(text, 4, out code);
        if (!IsByte(text, out var first))
        {
            code = 0;
            return 0;
        }

        code = first;
        if (first < 0x80)
            return 3;
        Span<byte> bytes = [first, 0, 0, 0];
        var count = 1;
        while (count < bytes.Length && IsByte(text[Math.Min(text.Length, 3 * count)..], out bytes[count]))
            count++;
        if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) != OperationStatus.Done)
            return 3;
        code = rune.Value;
        return 3 * used;
    }

    private static bool IsByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text.Length < 3 || text[0] != '%' || !IsHex(text.Slice(1, 2), out var code))
            return false;
        value = (byte)code;
        return true;
    }

    private static int ReadEntity(ReadOnlySpan<char> text, out int code)
    {
        code = 0;
        if (text[1] == '#')
            return ReadNumber(text, out code);
        var close = text[..Math.Min(text.Length, LongestEntity + 6)].IndexOf(';');
        if (close < 2 || text[1..close].ContainsAnyExcept(Ascii.LettersAndDigits))
            return 0;
        var name = text[1..close].ToString();
        if (NewerEntities.TryGetValue(name, out code))
            return close + 1;
        var decoded = WebUtility.HtmlDecode($"&{name};");
        if (decoded.Length != 1)
            return 0;
        code = decoded[0];
        return close + 1;
    }

    // Browsers need no semicolon and take any number of zeros in front.
    private static int ReadNumber(ReadOnlySpan<char> text, out int code)
    {
        var isHex = text.Length > 2 && text[2] is 'x' or 'X';
        var from = isHex ? 3 : 2;
        var end = from;
        code = 0;
        for (; end < text.Length && (isHex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])); end++)
            code = Math.Min(0x110000, (code * (isHex ? 16 : 10)) + Convert.ToInt32(text[end].ToString(), 16));
        if (end == from)
            return 0;
        return end < text.Length && text[end] == ';' ? end + 1 : end;
    }

    private static bool IsHex(ReadOnlySpan<char> digits, out int code) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code) && code >= 0;
}
