using System.Buffers;
using Baton.Texts.Expressions;

namespace Baton.Texts.Searches;

/// <summary>What is looked for in a text: some phrases, or a pattern, or either.</summary>
/// <param name="Phrases">Whole words, whatever their case.</param>
/// <param name="Pattern">A .NET regular expression for the engine without backtracking.</param>
public sealed record TextSearch(IReadOnlyList<string> Phrases, string? Pattern);

/// <summary>
/// Looks for many phrases and patterns in a text. All phrases are found in one pass. Another pass finds the words that each match of a
/// pattern holds; only the patterns whose words are all there, and those that have none, are tried, and only when their outcome is asked for.
/// </summary>
public sealed class TextIndex
{
    private readonly PhraseIndex phrases;
    private readonly WordIndex words;
    private readonly LinearPattern?[] patterns;
    // The sets of words of all patterns, and of each search which of them are its own.
    private readonly int sets;
    private readonly Range[] setsOf;

    /// <summary>Prepares searches; each is known by its place in the list.</summary>
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

    /// <summary>How many searches there are; each is known by its number.</summary>
    public int Count => patterns.Length;

    /// <summary>Builds what each pattern needs to be tried, which is otherwise done when it first is.</summary>
    public void Prepare(CancellationToken cancellationToken)
    {
        foreach (var pattern in patterns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pattern?.Prepare();
        }
    }

    /// <summary>Reads a text.</summary>
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

    /// <summary>What a text holds.</summary>
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

        /// <summary>Whether the text holds what the search of that number looks for.</summary>
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
