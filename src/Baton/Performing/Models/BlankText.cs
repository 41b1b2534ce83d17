using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Baton.Performing.Models;

/// <summary>A text with nothing in it that anybody can see.</summary>
internal static class BlankText
{
    /// <summary>Whether a text is missing, or made of spaces and invisible characters alone.</summary>
    public static bool Is([NotNullWhen(false)] string? text)
    {
        foreach (var rune in text.AsSpan().EnumerateRunes())
        {
            if (!IsUnseen(rune))
                return false;
        }

        return true;
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.OtherNotAssigned
        // Letters and symbols by category that have no form: fillers of Hangul, the empty cell of Braille, the null note.
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x1D159;
}
