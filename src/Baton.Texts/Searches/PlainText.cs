using System.Runtime.CompilerServices;
using Baton.Texts.Clearances;

namespace Baton.Texts.Searches;

/// <summary>A text in plain letters with single spaces: the form in which phrases and texts are compared.</summary>
public static class PlainText
{
    private static readonly MaskText NoMasks = new([]);

    /// <summary>The text with other forms of letters and digits replaced by the plain ones, and without invisible characters.</summary>
    public static ReadOnlySpan<char> Fold(string text) => FoldedText.Of(text, NoMasks).Text;

    /// <summary>The form of a text that a person wrote, such as a phrase.</summary>
    public static string Of(string text)
    {
        var folded = Fold(text);
        var plain = new char[folded.Length];
        return new string(plain, 0, Collapse(folded, plain));
    }

    /// <summary>Writes a folded text with single spaces, and none at its ends.</summary>
    /// <returns>Its length.</returns>
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
