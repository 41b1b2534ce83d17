using System.Runtime.CompilerServices;
using System.Text;

namespace Baton.Texts.Summaries;

/// <summary>
/// Indexes texts by every run of their words, in any case, so that one look-up shows whether a text is contained word for word in one of
/// them, however many there are.
/// </summary>
internal sealed class WordRuns
{
    /// <summary>
    /// The longest run. Longer texts are indexed only as a whole, because all runs of a long text would cost the square of its length.
    /// </summary>
    public const int Longest = 16;

    private readonly HashSet<ulong> known = [];

    public void Add(ulong[] words)
    {
        known.Add(Whole(words));
        foreach (var run in Within(words))
            known.Add(run);
    }

    public bool Contains(ulong[] words) => known.Contains(Whole(words));

    /// <summary>A hash for each word and mark of a text, independent of case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong[] HashesOf(string text)
    {
        var hashes = new List<ulong>();
        var hash = 0UL;
        foreach (var rune in text.EnumerateRunes())
        {
            if (WordCount.IsWord(rune))
            {
                hash = ((hash == 0 ? 14695981039346656037UL : hash) ^ (uint)Rune.ToLowerInvariant(rune).Value) * 1099511628211UL;
                continue;
            }

            if (hash != 0)
                hashes.Add(hash);
            hash = 0;
            if (!WordCount.IsSpace(rune))
                hashes.Add((uint)rune.Value);
        }

        if (hash != 0)
            hashes.Add(hash);
        return [.. hashes];
    }

    /// <summary>The hash of all words together.</summary>
    public static ulong Whole(ulong[] words)
    {
        var hash = 0UL;
        foreach (var word in words)
            hash = Join(hash, word);
        return hash;
    }

    /// <summary>The hash of every run of words, including the whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<ulong> Within(ulong[] words)
    {
        var runs = new List<ulong>(words.Length * 4);
        for (var from = 0; from < words.Length; from++)
        {
            var hash = 0UL;
            for (var to = from; to < words.Length && to < from + Longest; to++)
                runs.Add(hash = Join(hash, words[to]));
        }

        return runs;
    }

    private static ulong Join(ulong hash, ulong word) => ((hash ^ word) * 0x9E3779B97F4A7C15UL) + (hash >> 29) + 1;
}
