using System.Globalization;
using System.Text;

namespace Baton.Cli.Output;

/// <summary>
/// Makes text of customers, models and tools safe to show (rule 12). Control characters and characters that change the text's direction
/// are written as escapes such as <c>\x1b</c>.
/// </summary>
internal static class SafeText
{
    /// <summary>The text with its line breaks. Tabs become spaces.</summary>
    public static string Lines(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
                safe.Append('\n');
            else if (rune.Value == '\t')
                safe.Append("    ");
            else if (Steers(rune))
                safe.Append(rune.Value < 0x100 ? @"\x" : @"\u")
                    .Append(rune.Value.ToString(rune.Value < 0x100 ? "x2" : "x4", CultureInfo.InvariantCulture));
            else
                safe.Append(rune);
        }

        return safe.ToString();
    }

    /// <summary>The text on one line.</summary>
    public static string OneLine(string text) => string.Join(' ', Lines(text).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text on one line, cut to a length.</summary>
    public static string Short(string text, int longest)
    {
        var line = OneLine(text);
        if (line.Length <= longest)
            return line;
        var cut = char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest;
        return $"{line.AsSpan(0, cut).TrimEnd()}…";
    }

    // Joiners and variation selectors stay: Persian, Indic scripts and emoji are written with them.
    private static bool Steers(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value
            is 0x061C
                or (>= 0x200E and <= 0x200F)
                or (>= 0x2028 and <= 0x202E)
                or (>= 0x2066 and <= 0x206F)
                or (>= 0xFFF9 and <= 0xFFFB)
                // A copy of ASCII that nobody sees.
                or (>= 0xE0000 and <= 0xE007F);
}
