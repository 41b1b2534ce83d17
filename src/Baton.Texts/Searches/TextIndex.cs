using System.Buffers;
using Baton.Texts.Expressions;

namespace Baton.Texts.Searches;

/// <summary>One search: phrases, a pattern, or either.</summary>
/// <param name="Phrases">Whole words, in any case.</param>
/// <param name="Pattern">A .NET regular expression for the engine without backtracking.</param>
public sealed record TextSearch(IReadOnlyList<string> Phrases, string? Pattern);

/// <summary>
/// Searches a text for many phrases and patterns. All phrases are found in one pass. A second pass finds the words that the patterns
/// require. Only patterns whose words are all present, and patterns without such words, are tried, and only when their result is needed.
/// </summary>
public sealed class TextIndex
{
    private readonly PhraseIndex phrases;
    private readonly WordIndex words;
    private readonly LinearPattern?[] patterns;

    // The word sets of all patterns, and for each search which sets are its own.
    private readonly int sets;
    private readonly Range[] setsOf;

    /// <summary>Prepares searches; each is numbered by its place in the list.</summary>
    public TextIndex(IReadOnlyList<TextSearch> searches)
    {
        patterns = [.. searches.Select(search => search.Pattern is { } pattern ? new LinearPattern(pattern) : null)];
        setsOf = new Range[searches.Count];
        var needed = new List<(string Word, int Set)>();
        for (var number = 0; number < searches.Count; number++)
        {
            var own = searches[number].Pattern is { } pattern ? PatternShape.Of(pattern).Words : [];
            setsOf[number] = new Range(sets, sets + own.Count);
            foreach (var set in own)
            {
                needed.AddRange(set.Select(word => (word, sets)));
                sets++;
            }
        }

        phrases = new PhraseIndex(searches.SelectMany((search, number) => search.Phrases.Select(phrase => (PlainText.Of(phrase), number))));
        words = new WordIndex(needed);
    }

    /// <summary>The number of searches.</summary>
    public int Count => patterns.Length;

    /// <summary>Builds the patterns' automata now instead of when they are first tried.</summary>
    public void Prepare(CancellationToken cancellationToken)
    {
        foreach (var pattern in patterns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pattern?.Prepare();
        }
    }

    /// <summary>Searches a text.</summary>
    public Finding Read(string text)
    {
        var folded = PlainText.Fold(text);
        var found = new Bits(Count);
        var rented = ArrayPool<char>.Shared.Rent(folded.Length);
        phrases.Find(rented.AsSpan(0, PlainText.Collapse(folded, rented)), found);
        ArrayPool<char>.Shared.Return(rented);
        var there = new Bits(sets);
        words.Find(folded, there);
        return new Finding(this, folded, found, there);
    }

    /// <summary>The result of searching a text.</summary>
    public readonly ref struct Finding
    {
        private readonly TextIndex index;
        private readonly ReadOnlySpan<char> folded;
        private readonly Bits found;
        private readonly Bits there;

        internal Finding(TextIndex index, ReadOnlySpan<char> folded, Bits found, Bits there)
        {
            this.index = index;
            this.folded = folded;
            this.found = found;
            this.there = there;
        }

        /// <summary>Whether the text matches the search of that number.</summary>
        public bool Holds(int number)
        {
            if (found.Holds(number))
                return true;
            if (index.patterns[number] is not { } pattern || !HasWords(index.setsOf[number]) || !pattern.IsMatch(folded))
                return false;
            found.Add(number);
            return true;
        }

        private bool HasWords(Range sets)
        {
            for (var set = sets.Start.Value; set < sets.End.Value; set++)
            {
                if (!there.Holds(set))
                    return false;
            }

            return true;
        }
    }
}
