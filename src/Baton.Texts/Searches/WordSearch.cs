namespace Baton.Texts.Searches;

/// <summary>
/// Searches texts for words in any order, in any case and any form of letters. A word is found within longer ones too, because not every
/// language puts spaces between words or leaves words unchanged.
/// </summary>
public sealed class WordSearch
{
    // More words than a person or a model searches for at once.
    private const int MostWords = 12;

    private readonly string[] words;

    /// <summary>Prepares a search.</summary>
    /// <param name="words">The words, with spaces between them.</param>
    public WordSearch(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        this.words =
        [
            .. PlainText
                .Of(words)
                .ToLowerInvariant()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal)
                .Take(MostWords),
        ];
    }

    /// <summary>Whether there is nothing to search for.</summary>
    public bool IsEmpty => words.Length == 0;

    /// <summary>Where in a text the first of the words is, about, if all of them are in it; -1 otherwise.</summary>
    public int IndexIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = PlainText.Fold(text);
        var first = int.MaxValue;
        foreach (var word in words)
        {
            var at = folded.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return -1;
            first = Math.Min(first, at);
        }

        // Invisible characters are left out of the folded text, so the place is near and never behind the end.
        return words.Length == 0 ? -1 : Math.Min(first, Math.Max(0, text.Length - 1));
    }
}
