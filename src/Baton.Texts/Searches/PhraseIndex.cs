using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Baton.Texts.Searches;

/// <summary>
/// Finds many phrases in one pass over a text, as whole words in any case. The longest word of a phrase is a whole word of the text, so
/// each word of the text is looked up once, and the phrases with that word are compared.
/// </summary>
/// <remarks>
/// Here and in the other hot places the compiler is told to optimise at once, because the first message is as long as any.
/// </remarks>
internal sealed class PhraseIndex
{
    private readonly FrozenDictionary<string, List<Anchored>> byWord;
    private readonly FrozenDictionary<string, List<Anchored>>.AlternateLookup<ReadOnlySpan<char>> words;

    /// <summary>Builds the index.</summary>
    /// <param name="phrases">Each phrase in the form of <see cref="PlainText"/>, with its number.</param>
    public PhraseIndex(IEnumerable<(string Phrase, int Number)> phrases)
    {
        byWord = phrases
            .Select(phrase => (Anchor: AnchorOf(phrase.Phrase), phrase.Phrase, phrase.Number))
            .GroupBy(phrase => phrase.Phrase.Substring(phrase.Anchor.Start, phrase.Anchor.Length), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.Select(phrase => new Anchored(phrase.Phrase, phrase.Anchor.Start, phrase.Number)).ToList(),
                StringComparer.OrdinalIgnoreCase
            );
        words = byWord.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Finds the phrases in a text in the form of <see cref="PlainText"/>.</summary>
    /// <param name="plain">The text.</param>
    /// <param name="found">Called with each number found, possibly several times.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<char> plain, Bits found)
    {
        if (byWord.Count == 0)
            return;
        for (var at = 0; at < plain.Length; )
        {
            if (!char.IsLetterOrDigit(plain[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < plain.Length && char.IsLetterOrDigit(plain[end]))
                end++;
            if (words.TryGetValue(plain[at..end], out var anchored))
            {
                foreach (var phrase in anchored)
                {
                    if (!found.Holds(phrase.Number) && phrase.StandsIn(plain, at))
                        found.Add(phrase.Number);
                }
            }

            at = end;
        }
    }

    private static (int Start, int Length) AnchorOf(string phrase)
    {
        var (start, length) = (0, 0);
        for (var at = 0; at < phrase.Length; at++)
        {
            var end = at;
            while (end < phrase.Length && char.IsLetterOrDigit(phrase[end]))
                end++;
            if (end - at > length)
                (start, length) = (at, end - at);
            at = end;
        }

        return (start, length);
    }

    private readonly record struct Anchored(string Phrase, int Offset, int Number)
    {
        public bool StandsIn(ReadOnlySpan<char> text, int word)
        {
            var (start, end) = (word - Offset, word - Offset + Phrase.Length);
            return start >= 0
                && end <= text.Length
                && IsEdge(text, start)
                && IsEdge(text, end)
                && text[start..end].Equals(Phrase, StringComparison.OrdinalIgnoreCase);
        }

        // Whether a word may begin or end there.
        private static bool IsEdge(ReadOnlySpan<char> text, int at) =>
            at == 0 || at == text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]);
    }
}
