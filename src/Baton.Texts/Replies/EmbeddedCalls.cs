namespace Baton.Texts.Replies;

/// <summary>
/// Finds calls inside a longer text that no mark stands around. Only the exact name of a tool tells them from what an answer may well
/// show: JSON, code, a plural in brackets such as "refund(s)".
/// </summary>
internal static class EmbeddedCalls
{
    // The longest name and what may stand in front of it in an object.
    private const int Longest = 128;

    public static bool IsIn(ReadOnlySpan<char> text, Func<string, bool> isTool)
    {
        var at = 0;
        while (text[at..].IndexOfAny('{', '(') is >= 0 and var found)
        {
            at += found;
            if (text[at] == '{' ? IsJson(text, at, isTool) : IsPython(text, at, isTool))
                return true;
            at++;
        }

        return false;
    }

    // {"name": "tool", "arguments": …
    private static bool IsJson(ReadOnlySpan<char> text, int at, Func<string, bool> isTool)
    {
        at++;
        return TryReadString(text, ref at, out var key)
            && NamedCalls.IsNameKey(key)
            && TrySkip(text, ref at, ':')
            && TryReadString(text, ref at, out var name)
            && isTool(name.ToString())
            && TrySkip(text, ref at, ',')
            && TryReadString(text, ref at, out var arguments)
            && NamedCalls.IsArgumentsKey(arguments);
    }

    // tool(key=…, tool({…, tool()
    private static bool IsPython(ReadOnlySpan<char> text, int bracket, Func<string, bool> isTool)
    {
        var from = bracket;
        while (from > 0 && bracket - from < Longest && (char.IsAsciiLetterOrDigit(text[from - 1]) || text[from - 1] is '_' or '-'))
            from--;
        if (from == bracket || !isTool(text[from..bracket].ToString()))
            return false;
        var at = bracket + 1;
        if (TrySkip(text, ref at, ')') || TrySkip(text, ref at, '{'))
            return true;
        at += LooseReader.NameAt(text, at).Length;
        return at > bracket + 1 && TrySkip(text, ref at, '=');
    }

    private static bool TryReadString(ReadOnlySpan<char> text, ref int at, out ReadOnlySpan<char> value)
    {
        value = [];
        at += SpaceAt(text, at);
        if (at >= text.Length || text[at] is not ('"' or '\''))
            return false;
        var rest = text.Slice(at + 1, Math.Min(Longest, text.Length - at - 1));
        var end = rest.IndexOf(text[at]);
        if (end < 0)
            return false;
        value = rest[..end];
        at += end + 2;
        return true;
    }

    private static bool TrySkip(ReadOnlySpan<char> text, ref int at, char expected)
    {
        at += SpaceAt(text, at);
        if (at >= text.Length || text[at] != expected)
            return false;
        at++;
        return true;
    }

    // Bounded, so that brackets in front of much space are not read to its end each.
    private static int SpaceAt(ReadOnlySpan<char> text, int at)
    {
        var count = 0;
        while (count < Longest && at + count < text.Length && char.IsWhiteSpace(text[at + count]))
            count++;
        return count;
    }
}
