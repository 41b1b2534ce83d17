using System.Globalization;
using System.Runtime.CompilerServices;

namespace Baton.Texts.Facts;

/// <summary>
/// Cuts a text into lexemes in one pass. A word keeps an apostrophe within ("don't", "O'Brien"), and a possessive <c>'s</c> stands alone.
/// </summary>
/// <remarks>
/// Here and in the other hot places the compiler is told to optimise at once, because a handoff reads its conversation in a few calls, long
/// before the runtime would detect that they are hot.
/// </remarks>
internal static class Lexer
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<Lexeme> Read(string text)
    {
        var lexemes = new List<Lexeme>((text.Length / 4) + 4);
        var first = true;
        var newLine = true;
        var glued = false;
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
            {
                newLine |= text[at] is '\n' or '\r';
                first |= newLine;
                glued = false;
                at++;
                continue;
            }

            var end = EndOf(text, at);
            var shape = (glued ? Shape.Glued : 0) | (newLine ? Shape.NewLine : 0);
            if (IsWord(text[at]))
            {
                shape |= ShapeOf(text.AsSpan(at, end - at)) | (first ? Shape.First : 0);
                lexemes.Add(
                    new Lexeme(
                        at,
                        end,
                        shape,
                        (shape & Shape.HasLetter) != 0 ? Vocabulary.ClassOf(text.AsSpan(at, end - at)) : WordClass.None
                    )
                );
                first = false;
            }
            else
            {
                lexemes.Add(new Lexeme(at, end, shape, WordClass.None));
                // Between digits a point or colon is part of a number.
                first |=
                    text[at] is '!' or '?' or ';' or '•' || text[at] is '.' or ':' && (end == text.Length || char.IsWhiteSpace(text[end]));
                first |= text[at] is '"' or '“' && !glued;
            }

            at = end;
            glued = true;
            newLine = false;
        }

        return lexemes;
    }

    public static bool IsWord(char letter) =>
        char.IsLetterOrDigit(letter)
        || letter == '_'
        || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EndOf(string text, int at)
    {
        if (IsApostrophe(text[at]) && IsPossessive(text, at))
            return at + 2;
        if (!IsWord(text[at]))
            return at + 1;
        var end = at + 1;
        while (
            end < text.Length
            && (
                IsWord(text[end])
                || IsApostrophe(text[end]) && end + 1 < text.Length && char.IsLetter(text[end + 1]) && !IsPossessive(text, end)
            )
        )
            end++;
        return end;
    }

    // 's at the end of a word that a capital or nothing but a common word goes before: the word before is whole without it.
    private static bool IsPossessive(string text, int at) =>
        at > 0
        && IsWord(text[at - 1])
        && at + 1 < text.Length
        && text[at + 1] is 's' or 'S'
        && (at + 2 == text.Length || !IsWord(text[at + 2]));

    private static bool IsApostrophe(char letter) => letter is '\'' or '’';

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Shape ShapeOf(ReadOnlySpan<char> word)
    {
        int digits = 0,
            letters = 0,
            capitals = 0;
        foreach (var letter in word)
        {
            digits += char.IsAsciiDigit(letter) ? 1 : 0;
            letters += char.IsLetter(letter) ? 1 : 0;
            capitals += char.IsUpper(letter) ? 1 : 0;
        }

        var shape = Shape.Word;
        if (digits == word.Length)
            return shape | Shape.Digits | Shape.HasDigit;
        if (digits > 0)
            shape |= Shape.HasDigit;
        if (letters > 0)
            shape |= Shape.HasLetter;
        if (char.IsUpper(word[0]))
            shape |= Shape.Capital;
        if (letters > 1 && capitals == letters)
            shape |= Shape.Upper;
        if (
            digits is 1 or 2
            && word.Length == digits + 2
            && char.IsAsciiDigit(word[0])
            && word[^2..] is "st" or "nd" or "rd" or "th" or "ST" or "ND" or "RD" or "TH"
        )
            shape |= Shape.Ordinal;
        return shape;
    }
}
