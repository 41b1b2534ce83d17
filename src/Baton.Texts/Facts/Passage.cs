using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Baton.Texts.Facts;

/// <summary>A text and its lexemes. Queries about a position outside of it return false.</summary>
internal sealed class Passage
{
    private readonly List<Lexeme> lexemes;

    public Passage(string text)
    {
        Text = text;
        lexemes = Lexer.Read(text);
        IsShouted = AllCapitals();
        HasAt = text.Contains('@', StringComparison.Ordinal);
    }

    public string Text { get; }

    public int Count => lexemes.Count;

    /// <summary>Whether the whole text is in capitals, so that a capital says nothing.</summary>
    public bool IsShouted { get; }

    /// <summary>Whether it contains an <c>@</c>; without one no e-mail address is looked for.</summary>
    public bool HasAt { get; }

    public Lexeme this[int at] => at >= 0 && at < lexemes.Count ? lexemes[at] : default;

    public ReadOnlySpan<char> Span(int at) => Text.AsSpan(this[at].Start, this[at].End - this[at].Start);

    public bool Is(int at, string word) => Span(at).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool Is(int at, string word, string other) => Is(at, word) || Is(at, other);

    public bool Is(int at, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(at, word))
                return true;
        }

        return false;
    }

    public bool Has(int at, WordClass any) => (this[at].Class & any) != 0;

    public bool Has(int at, Shape all) => (this[at].Shape & all) == all;

    public bool IsWord(int at) => Has(at, Shape.Word);

    public bool IsGlued(int at) => Has(at, Shape.Glued);

    /// <summary>The punctuation mark there; <c>\0</c> for a word.</summary>
    public char Mark(int at) => this[at] is { End: > 0 } lexeme && (lexeme.Shape & Shape.Word) == 0 ? Text[lexeme.Start] : '\0';

    /// <summary>Whether the mark is there without spaces around it: <c>10:30</c>, <c>a@b</c>.</summary>
    public bool IsJoint(int at, char mark) => Mark(at) == mark && IsGlued(at) && IsGlued(at + 1);

    /// <summary>Reads a number of up to nine digits.</summary>
    public bool TryNumber(int at, out int number)
    {
        number = -1;
        return Has(at, Shape.Digits)
            && this[at].End - this[at].Start <= 9
            && int.TryParse(Span(at), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public string Words(int from, int to) => Text[this[from].Start..this[to - 1].End];

    /// <summary>The words in lower case, separated by one space, for comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        var space = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            var isPoint =
                letter is '.' or ':'
                && at > 0
                && at + 1 < text.Length
                && char.IsAsciiDigit(text[at - 1])
                && char.IsAsciiDigit(text[at + 1]);
            if (isPoint || Lexer.IsWord(letter))
            {
                if (space && plain.Length > 0)
                    plain.Append(' ');
                plain.Append(char.ToLowerInvariant(letter));
                space = false;
            }
            else if (letter is not ('\'' or '’' or '.' or ':'))
            {
                space = true;
            }
        }

        return plain.ToString();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AllCapitals()
    {
        int upper = 0,
            words = 0;
        foreach (var lexeme in lexemes)
        {
            if ((lexeme.Shape & Shape.HasLetter) == 0 || lexeme.End - lexeme.Start < 2)
                continue;
            words++;
            upper += (lexeme.Shape & Shape.Upper) != 0 ? 1 : 0;
        }

        return words > 3 && upper * 4 > words * 3;
    }
}
