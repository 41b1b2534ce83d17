using System.Globalization;

namespace Baton.Texts.Searches;

/// <summary>Takes a part of a text without cutting a character in two.</summary>
public static class TextPart
{
    // How far a cut is moved to a character's beginning. One that is made of more parts is cut.
    private const int Longest = 64;

    /// <summary>The beginning of a text, with <c>…</c> where it is cut.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many characters are kept at most, without the mark.</param>
    public static string First(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= length ? text : $"{text.AsSpan(0, Boundary(text, length))}…";
    }

    /// <summary>The part around a place, with <c>…</c> where it is cut.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="length">How many characters are kept at most, without the marks.</param>
    public static string Around(string text, int at, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= length)
            return text;
        var from = Boundary(text, Math.Clamp(at - (length / 4), 0, text.Length - length));
        var to = Boundary(text, Math.Min(text.Length, from + length));
        return $"{(from > 0 ? "…" : "")}{text.AsSpan(from, to - from)}{(to < text.Length ? "…" : "")}";
    }

    // The beginning of the character that holds this place; the place itself if the character begins too far before it.
    private static int Boundary(string text, int at)
    {
        var first = Math.Max(0, at - Longest);
        var begin = first;
        while (begin < at)
        {
            var next = begin + StringInfo.GetNextTextElementLength(text.AsSpan(begin, Math.Min(text.Length - begin, 2 * Longest)));
            if (next > at)
                break;
            begin = next;
        }

        if (begin > first || begin == at)
            return begin;
        // Half of a pair is no text.
        return char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
    }
}
