namespace Baton.Texts.Facts;

/// <summary>A word or a punctuation mark in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Shape">Its form.</param>
/// <param name="Class">Its word classes.</param>
internal readonly record struct Lexeme(int Start, int End, Shape Shape, WordClass Class);

/// <summary>The form of a lexeme.</summary>
[Flags]
internal enum Shape
{
    None = 0,

    /// <summary>Letters or digits, not punctuation.</summary>
    Word = 1 << 0,

    /// <summary>Digits only.</summary>
    Digits = 1 << 1,

    /// <summary>At least one digit.</summary>
    HasDigit = 1 << 2,

    /// <summary>At least one letter.</summary>
    HasLetter = 1 << 3,

    /// <summary>Begins with a capital.</summary>
    Capital = 1 << 4,

    /// <summary>Two letters or more, all capitals.</summary>
    Upper = 1 << 5,

    /// <summary>No space between it and the lexeme before.</summary>
    Glued = 1 << 6,

    /// <summary>The first word of a sentence.</summary>
    First = 1 << 7,

    /// <summary>A number with its ending: <c>8th</c>.</summary>
    Ordinal = 1 << 8,

    /// <summary>A line ends before it.</summary>
    NewLine = 1 << 9,
}
