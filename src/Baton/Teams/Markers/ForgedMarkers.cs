using System.Buffers;
using System.Globalization;
using System.Text;

namespace Baton.Teams.Markers;

/// <summary>
/// Finds what a model could read as the begin or end of one of the runtime's blocks, <c>&lt;baton:note&gt;</c>, and takes its bracket away.
/// Look-alikes count: other brackets, letters of other scripts and forms, accents, invisible characters in between, other colons. What the
/// runtime writes itself never passes through here, so a marker that is left in a view is the runtime's own.
/// </summary>
internal static class ForgedMarkers
{
    // A sign of Greek music, U+1D236.
    private const char HighSurrogate = '\uD834';
    private const char LowSurrogate = '\uDE36';

    // What opens a tag, or looks like it.
    private static readonly SearchValues<char> Brackets = SearchValues.Create(
        "<[{\u2039\u276E\u02C2\u1438\u16B2\uFF1C\uFE64\u3008\u2329\u27E8\u2770\u276C\u2991\u2989\u27EA\u300A\u00AB\u227A\u22D6\u22B0\u1433"
            + "\u2A79\u2AA1\u29FC\u2993\u2985\u2983\u2997\u27E6\u27EC\uFF3B\uFF5B\uFF5F\uFE47\uFE37\u3010\u3014\u3016"
            + "\u3018\u301A\uFE5B\uFE5D"
            + HighSurrogate
            + "\uFE3D\uFE3F\u2045\u226A\u22D8\u25C1\u25C3\u2308\u230A\u300C\u300E"
    );

    private const string Colons =
        ":\uFF1A\uFE55\uFE13\u2236\uA789\u02D0\u02F8\u05C3\u0589\u0703\u0704\u205A\u1365\u1803\u1809\u16EC\uFE30"
        + "\u0903\u0A83\uA4FD\u1361\u02D1"
        + "\uFE19\u2982\u22EE\u205D\u2AF6\u0F14";

    /// <summary>The text as data: the same one, unless it has a marker.</summary>
    public static string Quote(string text)
    {
        StringBuilder? quoted = null;
        var copied = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            quoted ??= new StringBuilder(text.Length + 8);
            quoted.Append(text, copied, at - copied).Append(text[at] is '[' or '{' ? "&#91;" : "&lt;");
            copied = at + WidthAt(text, at);
        }

        return quoted is null ? text : quoted.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether the text has a marker.</summary>
    public static bool IsIn(string text) => Next(text, 0) >= 0;

    // The place of the next bracket that opens a marker; -1 for none. Most texts have no bracket.
    private static int Next(string text, int from)
    {
        while (from < text.Length)
        {
            var place = text.AsSpan(from).IndexOfAny(Brackets);
            if (place < 0)
                return -1;
            from += place;
            if (WidthAt(text, from) is > 0 and var width && Opens(text.AsSpan(from + width)))
                return from;
            from++;
        }

        return -1;
    }

    // How many characters the bracket has. One of them is written with two, and the first of these begins many others.
    private static int WidthAt(string text, int at) =>
        text[at] != HighSurrogate ? 1
        : at + 1 < text.Length && text[at + 1] == LowSurrogate ? 2
        : 0;

    private static bool Opens(ReadOnlySpan<char> behind)
    {
        var matched = 0;
        foreach (var rune in behind.EnumerateRunes())
        {
            // What looks like the next one comes first: some look-alikes are of a kind that is skipped elsewhere.
            if (matched < LookAlikes.Name.Length && LookAlikes.IsOne(rune, matched))
                matched++;
            else if (matched == LookAlikes.Name.Length && rune.IsBmp && Colons.Contains((char)rune.Value, StringComparison.Ordinal))
                return true;
            else if (!IsSkipped(rune, isBegun: matched > 0))
                return false;
        }

        return false;
    }

    // Before the name a space or a slash may stand; inside of it only what cannot be seen.
    private static bool IsSkipped(Rune rune, bool isBegun) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format
            or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.Control
            or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => true,
            _ when rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x00B8 or 0x00B4 or 0x0060 or 0x1D159 => true,
            _ => !isBegun && (rune.Value is '/' or '\\' or 0x2044 or 0x2215 or 0xFF0F),
        };
}
