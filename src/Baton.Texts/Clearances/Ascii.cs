using System.Buffers;

namespace Baton.Texts.Clearances;

/// <summary>Sets of characters that the finders share.</summary>
internal static class Ascii
{
    public const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    public const string Digits = "0123456789";

    public static readonly SearchValues<char> LettersAndDigits = SearchValues.Create(Letters + Digits);

    /// <summary>The characters of keys and tokens, including the dots between a token's parts.</summary>
    public static readonly SearchValues<char> KeyCharacters = SearchValues.Create(Letters + Digits + "_-.+/=~");

    public static bool HasDigit(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9');

    public static bool HasLetter(ReadOnlySpan<char> text) => text.ContainsAnyInRange('a', 'z') || text.ContainsAnyInRange('A', 'Z');

    /// <summary>The length of the run of such characters at the start.</summary>
    public static int RunAtStart(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        var end = text.IndexOfAnyExcept(characters);
        return end < 0 ? text.Length : end;
    }
}
