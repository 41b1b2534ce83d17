using System.Buffers;
using System.Globalization;
using System.Text;

namespace Baton.States.Views;

/// <summary>
/// Finds what a model could read as the begin or end of one of the runtime's blocks, <c>&lt;baton:note&gt;</c>, and takes its bracket away.
/// Look-alikes count: other brackets, letters of other scripts and forms, accents, invisible characters in between, other colons. What the
/// runtime writes itself never passes through here, so a marker that is left in a view is the runtime's own.
/// </summary>
internal static class ForgedMarkers
{
    private const string Name = "baton";

    // What opens a tag, or looks like it.
    private static readonly SearchValues<char> Brackets = SearchValues.Create(
        "<[{\uFF1C\uFE64\uFF3B\uFF5B\u2039\u3008\u2329\u27E8\u276E\u2770\u00AB\u300A\u02C2\u1438\u227A\u22D6\u2A79\u2AA1\u29FC\u3010\u3014"
    );

    private const string Colons = ":\uFF1A\uFE55\uFE13\u2236\uA789\u02D0\u02F8\u05C3\u0589\u0703\u0704\u205A\u1365\u1803\u1809\u16EC\uFE30";

    // Letters of other scripts with the form of each letter of the name, and the letter with accents, raised and lowered.
    private static readonly string[] LookAlikes =
    [
        "\u0432\u0412\u0392\u03B2\u044C\u042C\u0185\u0184\u13CF\u13F4\u15AF\u0299\u1472\u0253\u00DF\uA4D0\u1E03\u1E05\u1E07\u1D47\u1D2E",
        "\u0430\u0410\u03B1\u0391\u0251\u0250\u237A\u13AA\u15C5\uA4EE\u1D00\u0259\u04D9\u00AA\u1D43\u1D2C\u2090"
            + "\u00E0\u00E1\u00E2\u00E3\u00E4\u00E5\u0101\u0103\u0105\u01CE\u0227\u1EA1\u1EA3\u00C0\u00C1\u00C2\u00C3\u00C4\u00C5",
        "\u0442\u0422\u03C4\u03A4\u01AD\u0288\u13A2\uA4D4\u1D1B\u22A4\u0163\u0165\u0167\u021B\u1E6B\u1E6D\u1D57\u1D40\u209C",
        "0\u043E\u041E\u03BF\u039F\u03C3\u0585\u0555\u05E1\u0B20\u0D20\u2D54\u12D0\u0966\u06F5\u0665\u0647\u1D0F\u10FF\uA4F3\u0275"
            + "\u00F2\u00F3\u00F4\u00F5\u00F6\u00F8\u014D\u014F\u0151\u01A1\u01D2\u1ECD\u1ECF"
            + "\u00D2\u00D3\u00D4\u00D5\u00D6\u00D8\u00BA\u1D52\u2092",
        "\u043F\u0578\u057C\u03B7\u03A0\u03C0\u039D\u0274\u014B\u0273\u019E\u13D1\uA4E0\u041D\u043D"
            + "\u00F1\u00D1\u0144\u0146\u0148\u1E45\u1E47\u207F\u2099",
    ];

    // Alphabets of 26 letters: full-width, in brackets, circled, in boxes, and those of flags.
    private static readonly int[] Alphabets = [0xFF21, 0xFF41, 0x249C, 0x24B6, 0x24D0, 0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6];

    /// <summary>The text as data: the same one, unless it has a marker.</summary>
    public static string Quote(string text)
    {
        StringBuilder? quoted = null;
        var copied = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            quoted ??= new StringBuilder(text.Length + 8);
            quoted.Append(text, copied, at - copied).Append(text[at] is '[' or '{' ? "&#91;" : "&lt;");
            copied = at + 1;
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
            if (Opens(text.AsSpan(from + 1)))
                return from;
            from++;
        }

        return -1;
    }

    private static bool Opens(ReadOnlySpan<char> behind)
    {
        var matched = 0;
        foreach (var rune in behind.EnumerateRunes())
        {
            if (IsSkipped(rune, isBegun: matched > 0))
                continue;
            if (matched == Name.Length)
                return rune.IsBmp && Colons.Contains((char)rune.Value, StringComparison.Ordinal);
            if (!Looks(rune, matched))
                return false;
            matched++;
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
            _ when rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x00B8 or 0x00B4 or 0x0060 => true,
            _ => !isBegun && (rune.Value is '/' or '\\' or 0x2044 or 0x2215 or 0xFF0F),
        };

    private static bool Looks(Rune rune, int place)
    {
        var (letter, code) = (Name[place], rune.Value);
        if (rune.IsAscii && (code | 0x20) == letter)
            return true;
        if (rune.IsBmp && LookAlikes[place].Contains((char)code, StringComparison.Ordinal))
            return true;
        // The mathematical alphabets have 52 letters each.
        if (code is >= 0x1D400 and <= 0x1D6A3)
            return (code - 0x1D400) % 26 == letter - 'a';
        return Array.Exists(Alphabets, first => code - first == letter - 'a');
    }
}
