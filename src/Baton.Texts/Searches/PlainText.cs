using System.Runtime.CompilerServices;
using Baton.Texts.Clearances;

namespace Baton.Texts.Searches;

/// <summary>A text in plain letters, with one space wherever there is any: how phrases and what they are looked for in are written.</summary>
public static class PlainText
{
    private static readonly MaskText NoMasks = new([]);

    /// <summary>The text with letters and digits of other forms as the plain ones, and without what cannot be seen.</summary>
    public static ReadOnlySpan<char> Fold(string text) => FoldedText.Of(text, NoMasks).Text;

    /// <summary>A text that was written by a person, such as a phrase.</summary>
    public static string Of(string text)
    {
        var folded = Fold(text);
        var plain = new char[folded.Length];
        return new string(plain, 0, Collapse(folded, plain));
    }

    /// <summary>Writes a folded text with one space wherever there is any, and none at its ends.</summary>
    /// <returns>How long it is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Collapse(ReadOnlySpan<char> folded, Span<char> plain)
    {
        var (length, isSpace) = (0, false);
        foreach (var letter in folded)
        {
            if (char.IsWhiteSpace(letter))
            {
                isSpace = length > 0;
                continue;
            }

            if (isSpace)
                plain[length++] = ' ';
            plain[length++] = letter;
            isSpace = false;
        }

        return length;
    }
}
