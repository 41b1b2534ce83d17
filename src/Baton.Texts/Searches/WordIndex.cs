using System.Buffers;
using System.Runtime.CompilerServices;
using Baton.Texts.Expressions;

namespace Baton.Texts.Searches;

/// <summary>
/// Finds many stretches of letters in one pass over a text, also inside words. Each is found by three of its letters; a table knows for
/// each position of the text whether any of them can begin there.
/// </summary>
internal sealed class WordIndex
{
    private const int Gram = PatternShape.ShortestWord;
    private const int Buckets = 1 << 13;

    // Characters that a case-insensitive expression treats as an ASCII letter besides its two cases.
    private static readonly SearchValues<char> OddCases = SearchValues.Create("\u0130\u0131\u017F\u212A");

    private readonly List<Word>?[] buckets = new List<Word>?[Buckets];
    private readonly int count;

    /// <summary>Builds the index.</summary>
    /// <param name="words">Each word in lower case and ASCII, with its number.</param>
    public WordIndex(IEnumerable<(string Text, int Number)> words)
    {
        foreach (
            var (text, numbers) in words
                .GroupBy(word => word.Text, word => word.Number)
                .Select(same => (same.Key, same.Distinct().ToArray()))
        )
        {
            var (offset, fewest) = (0, int.MaxValue);
            for (var at = 0; at + Gram <= text.Length; at++)
            {
                if ((buckets[BucketOf(text.AsSpan(at))]?.Count ?? 0) is var there && there < fewest)
                    (offset, fewest) = (at, there);
            }

            (buckets[BucketOf(text.AsSpan(offset))] ??= []).Add(new Word(text, offset, count++, numbers));
        }
    }

    /// <summary>Finds the words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Called with each number found, possibly several times. Unusual letters may cause false positives.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<char> text, Bits found)
    {
        if (count == 0)
            return;
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var lower = rented.AsSpan(0, text.ToLowerInvariant(rented));
        if (text.ContainsAny(OddCases))
            Plain(lower);
        // Each word is looked for until it is found once.
        var seen = new Bits(count);
        for (var at = 0; at + Gram <= lower.Length; at++)
        {
            if (buckets[BucketOf(lower[at..])] is not { } words)
                continue;
            foreach (var word in words)
            {
                if (seen.Holds(word.Place) || !word.StandsIn(lower, at))
                    continue;
                seen.Add(word.Place);
                foreach (var number in word.Numbers)
                    found.Add(number);
            }
        }

        ArrayPool<char>.Shared.Return(rented);
    }

    // A word may be reported that is not there, but none is missed: the pattern is tried then and decides.
    private static void Plain(Span<char> lower)
    {
        lower.Replace('\u0130', 'i');
        lower.Replace('\u0131', 'i');
        lower.Replace('\u017F', 's');
        lower.Replace('\u212A', 'k');
    }

    private static int BucketOf(ReadOnlySpan<char> letters) =>
        (int)(((letters[0] * 0x9E3779B1u) ^ (letters[1] * 0x85EBCA6Bu) ^ (letters[2] * 0xC2B2AE35u)) >> 19);

    private readonly record struct Word(string Text, int Offset, int Place, int[] Numbers)
    {
        public bool StandsIn(ReadOnlySpan<char> lower, int at)
        {
            var start = at - Offset;
            return start >= 0 && lower[start..].StartsWith(Text, StringComparison.Ordinal);
        }
    }
}
