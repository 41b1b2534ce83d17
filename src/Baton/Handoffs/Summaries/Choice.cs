using System.Text;
using Baton.Handoffs.Facts;

namespace Baton.Handoffs.Summaries;

/// <summary>
/// The pieces that are in. A piece that stands within another is not repeated: each piece that is in is known by every run of its words,
/// so that finding out costs a look-up, however many there are.
/// </summary>
internal sealed class Choice
{
    private const int LongestRun = 16;

    private readonly Dictionary<ulong, Piece> whole = [];
    private readonly Dictionary<ulong, int> within = [];
    private readonly HashSet<Piece> chosen = [];
    private readonly HashSet<string> speakers = new(StringComparer.Ordinal);

    public int Tokens { get; private set; }

    public IEnumerable<Piece> Chosen => chosen;

    public bool Holds(Piece piece) => within.ContainsKey(HashOf(piece.Hashes, 0, piece.Hashes.Length));

    /// <summary>What the piece would add: its words, its speaker's name when that is new, less the pieces that it makes needless.</summary>
    public int CostOf(Piece piece, Func<string, int> count)
    {
        var cost = piece.Tokens;
        if (!speakers.Contains(piece.Speaker))
            cost += count(piece.Speaker + ":");
        foreach (var needless in Within(piece))
            cost -= needless.Tokens;
        return cost;
    }

    public void Add(Piece piece, int cost)
    {
        foreach (var needless in Within(piece).ToList())
            chosen.Remove(needless);
        chosen.Add(piece);
        speakers.Add(piece.Speaker);
        Tokens += cost;
        whole.TryAdd(HashOf(piece.Hashes, 0, piece.Hashes.Length), piece);
        for (var from = 0; from < piece.Hashes.Length; from++)
        {
            for (var length = 1; length <= LongestRun && from + length <= piece.Hashes.Length; length++)
                within.TryAdd(HashOf(piece.Hashes, from, length), 0);
        }

        within.TryAdd(HashOf(piece.Hashes, 0, piece.Hashes.Length), 0);
    }

    private IEnumerable<Piece> Within(Piece piece)
    {
        for (var from = 0; from < piece.Hashes.Length; from++)
        {
            for (var length = 1; length <= LongestRun && from + length <= piece.Hashes.Length && length < piece.Hashes.Length; length++)
            {
                if (whole.TryGetValue(HashOf(piece.Hashes, from, length), out var found) && chosen.Contains(found) && !found.NeedsQuestion)
                    yield return found;
            }
        }
    }

    /// <summary>A hash for each word and mark of a text, in any case.</summary>
    public static ulong[] HashesOf(string text)
    {
        var hashes = new List<ulong>();
        var hash = 0UL;
        foreach (var rune in text.EnumerateRunes())
        {
            if (WordCount.IsWord(rune))
            {
                hash = (hash == 0 ? 14695981039346656037UL : hash) * 1099511628211UL ^ (uint)Rune.ToLowerInvariant(rune).Value;
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

    private static ulong HashOf(ulong[] words, int from, int length)
    {
        var hash = (ulong)length;
        for (var at = from; at < from + length; at++)
            hash = (hash ^ words[at]) * 0x9E3779B97F4A7C15UL + (hash >> 29);
        return hash;
    }
}
