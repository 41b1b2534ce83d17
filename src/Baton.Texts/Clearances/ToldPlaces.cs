using System.Collections.Frozen;

namespace Baton.Texts.Clearances;

/// <summary>Finds where the value begins after the word that announces it: past quotes, "is", colons and a few words.</summary>
internal static class ToldPlaces
{
    private const int LongestFiller = 48;
    private const int LongestSpace = 24;
    private const int LongestQuote = 256;
    private const int FewestKeyCharacters = 8;
    private const int PlainKeyCharacters = 20;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Links = Set(
        "is",
        "was",
        "are",
        "ist",
        "lautet",
        "est",
        "es",
        "equals",
        "to"
    );

    // Words that may stand between "password" and "is": "my password for the portal is …", but not "my password, and the site is down".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FillerBegins = Set(
        "for",
        "to",
        "of",
        "on",
        "at",
        "in",
        "there",
        "here",
        "again",
        "now",
        "today",
        "currently",
        "number",
        "field",
        "value",
        "key",
        "id",
        "f\u00FCr"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Adverbs = Set(
        "now",
        "currently",
        "actually",
        "just",
        "still",
        "simply",
        "called",
        "set",
        "to",
        "changed",
        "probably",
        "maybe",
        "this",
        "the",
        "following"
    );

    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Finds where the announced value begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The position after the word that announces it.</param>
    /// <param name="value">Where the value begins.</param>
    /// <param name="isSure">Whether a mark leads to it. After only "is" it may be any word: "my password is wrong".</param>
    public static bool TryFind(ReadOnlySpan<char> text, int at, out int value, out bool isSure)
    {
        var end = Math.Min(text.Length, at + LongestFiller);
        (value, isSure) = (0, false);
        var words = 0;
        for (var next = at; next < end; next++)
        {
            switch (text[next])
            {
                case ':' or '=' or '|' or '>':
                    var behind = next + 1;
                    while (behind < text.Length && behind - next < 4 && text[behind] is '=' or '>')
                        behind++;
                    value = SkipSpace(text, behind);
                    isSure = text[next] != ':' || value == next + 1;
                    return value < text.Length;
                case '.' or '!' or '?' or ';' or ',' or '\n' or FoldedText.Barrier:
                    return false;
                default:
                    if (!char.IsLetter(text[next]) || (next > at && !IsBreak(text[next - 1])))
                        break;
                    var word = WordAt(text, next);
                    if (next > at && Links.Contains(word))
                    {
                        value = SkipLink(text, next + word.Length, out isSure);
                        return value < text.Length;
                    }

                    if (words++ == 0 && (next == at || (char.IsWhiteSpace(text[next - 1]) && !FillerBegins.Contains(word))))
                        return false;
                    break;
            }
        }

        return false;
    }

    /// <summary>Where the value ends: at its closing quote, or at the next white space.</summary>
    public static (int Start, int End) ValueAt(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is '"' or '\'' or '`')
        {
            if (at + 1 < text.Length && text[at + 1] == FoldedText.Barrier)
                return (at, at);
            var quoted = text.Slice(at + 1, Math.Min(LongestQuote, text.Length - at - 1));
            var close = quoted.IndexOf(text[at]);
            if (close > 0)
                return (at + 1, at + 1 + close);
            at = Math.Min(at + 1, text.Length);
        }

        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or FoldedText.Barrier))
            end++;
        while (end > at + 1 && text[end - 1] is '.' or ',' or ';' or '"')
            end--;
        return (at, end);
    }

    /// <summary>Finds the password in <c>scheme://user:password@host</c>; returns where to go on.</summary>
    public static int FindInAddress(ReadOnlySpan<char> text, int at, ref Findings findings)
    {
        var user = text.Slice(at, Math.Min(LongestQuote, text.Length - at));
        var end = user.IndexOfAny(" \t\r\n/\"<>\uFFFF");
        user = end < 0 ? user : user[..end];
        var (colon, host) = (user.IndexOf(':'), user.LastIndexOf('@'));
        if (colon < 0 || host <= colon + 1)
            return at;
        findings.AddSecret(at + colon + 1, at + host, SensitiveKind.Password);
        return at + host;
    }

    /// <summary>Finds a key or token after its name; returns where to go on, or 0 if there is none.</summary>
    public static int FindKeyBehind(ReadOnlySpan<char> text, int behind, SensitiveKind kind, ref Findings findings)
    {
        var isBearer = kind == SensitiveKind.Token && text[..behind].EndsWith("bearer", StringComparison.OrdinalIgnoreCase);
        var value = SkipSpace(text, behind);
        if (!(isBearer && value > behind && value < text.Length) && !TryFind(text, behind, out value, out _))
            return 0;
        var scheme = WordAt(text, value);
        if (scheme is "Basic" or "Bearer" or "Token" or "basic" or "bearer" or "token")
            value = SkipSpace(text, value + scheme.Length);
        if (value >= text.Length)
            return 0;
        var start = text[value] is '"' or '\'' or '`' ? value + 1 : value;
        var key = text[start..];
        key = key[..Ascii.RunAtStart(key, Ascii.KeyCharacters)].TrimEnd('.');
        var isKey = key.Length >= PlainKeyCharacters || (key.Length >= FewestKeyCharacters && Ascii.HasDigit(key) && Ascii.HasLetter(key));
        if (!isKey)
            return 0;
        var end = AccessKeys.EndOf(text, start + key.Length);
        findings.AddSecret(start, end, kind);
        return end;
    }

    public static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestFiller && char.IsLetter(text[end]))
            end++;
        return at < end ? text[at..end] : default;
    }

    // White space, and the marks of bold and code around a label.
    public static int SkipSpace(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestSpace && (char.IsWhiteSpace(text[end]) || text[end] == '*'))
            end++;
        return end;
    }

    private static int SkipLink(ReadOnlySpan<char> text, int at, out bool isSure)
    {
        isSure = false;
        for (var words = 0; words < 3; words++)
        {
            at = SkipSpace(text, at);
            if (at < text.Length && text[at] is ':' or '=')
            {
                at = SkipSpace(text, at + 1);
                isSure = true;
            }

            var word = WordAt(text, at);
            if (
                !Adverbs.Contains(word)
                || at + word.Length >= text.Length
                || !(char.IsWhiteSpace(text[at + word.Length]) || text[at + word.Length] == ':')
            )
                break;
            at += word.Length;
        }

        return SkipSpace(text, at);
    }

    private static bool IsBreak(char letter) => !char.IsLetterOrDigit(letter);
}
