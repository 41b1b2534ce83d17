using System.Runtime.CompilerServices;
using System.Text;

namespace Baton.Handoffs.Summaries;

/// <summary>
/// The pieces that are in, and what they take. A piece that stands within another is not repeated: each piece that is in is known by
/// every run of its words, so that finding out costs a look-up, however many there are.
/// </summary>
internal sealed class Choice(int budget, Func<string, int> count)
{
    // Only so many words side by side are remembered: longer pieces within longer pieces are rare, and would cost the square.
    private const int LongestRun = 16;

    private readonly Dictionary<ulong, Piece> whole = [];
    private readonly HashSet<ulong> within = [];
    private readonly HashSet<Piece> chosen = [];
    private readonly HashSet<string> speakers = new(StringComparer.Ordinal);

    /// <summary>The tokens that the pieces take.</summary>
    public int Tokens { get; private set; }

    /// <summary>Whether the pieces stand under their speakers' names.</summary>
    public bool IsHeaded { get; private set; }

    public IEnumerable<Piece> Pieces => chosen;

    public int Left => budget - Tokens;

    /// <summary>Takes every piece that is not within one that is in, whatever the budget.</summary>
    public void TakeAll(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (!Holds(piece))
                Take(piece, CostOf(piece));
        }
    }

    /// <summary>Takes the pieces that fit, in their order.</summary>
    public void TakeFitting(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (Left <= 0)
                return;
            if (piece.Tokens - Left is var over && over > 0 && piece.Hashes.Length == 1 || Holds(piece))
                continue;
            var cost = CostOf(piece);
            if (cost <= Left)
                Take(piece, cost);
        }
    }

    /// <summary>Puts the pieces under their speakers' names, if the names fit.</summary>
    public void Head()
    {
        var cost = speakers.Sum(HeadingCost);
        IsHeaded = cost <= Left;
        Tokens += IsHeaded ? cost : 0;
    }

    /// <summary>Puts their questions beside the pieces that answer one, for the likeliest first. One question is written once.</summary>
    public void AddQuestions()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var piece in chosen.Where(piece => piece.Question is not null && !piece.ShowsQuestion).OrderByDescending(piece => piece.Worth).ThenBy(piece => piece.Order))
        {
            var cost = count($" ({piece.Question})");
            if (cost > Left || !asked.Add(piece.Question!))
                continue;
            piece.ShowsQuestion = true;
            piece.Tokens += cost;
            Tokens += cost;
        }
    }

    /// <summary>Takes a piece out again.</summary>
    public void Drop(Piece piece)
    {
        chosen.Remove(piece);
        Tokens -= piece.Tokens;
    }

    /// <summary>A hash for each word and mark of a text, the same in any case.</summary>
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

    private bool Holds(Piece piece) => within.Contains(HashOf(piece.Hashes, 0, piece.Hashes.Length));

    // What the piece adds: its words, its speaker's name when that is new, less the pieces that it makes needless.
    private int CostOf(Piece piece) =>
        piece.Tokens + (IsHeaded && !speakers.Contains(piece.Speaker) ? HeadingCost(piece.Speaker) : 0) - Within(piece).Sum(needless => needless.Tokens);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(Piece piece, int cost)
    {
        foreach (var needless in Within(piece))
            chosen.Remove(needless);
        chosen.Add(piece);
        speakers.Add(piece.Speaker);
        Tokens += cost;
        whole.TryAdd(HashOf(piece.Hashes, 0, piece.Hashes.Length), piece);
        within.Add(HashOf(piece.Hashes, 0, piece.Hashes.Length));
        for (var from = 0; from < piece.Hashes.Length; from++)
        {
            for (var length = 1; length <= LongestRun && from + length <= piece.Hashes.Length; length++)
                within.Add(HashOf(piece.Hashes, from, length));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private HashSet<Piece> Within(Piece piece)
    {
        var pieces = new HashSet<Piece>();
        for (var from = 0; from < piece.Hashes.Length; from++)
        {
            for (var length = 1; length <= LongestRun && from + length <= piece.Hashes.Length && length < piece.Hashes.Length; length++)
            {
                // What stands only beside its question or its mark says more than its words.
                if (whole.TryGetValue(HashOf(piece.Hashes, from, length), out var found) && chosen.Contains(found) && !found.NeedsQuestion && !found.IsSuperseded)
                    pieces.Add(found);
            }
        }

        return pieces;
    }

    private int HeadingCost(string speaker) => count(speaker) + 1;

    private static ulong HashOf(ulong[] words, int from, int length)
    {
        var hash = (ulong)length;
        for (var at = from; at < from + length; at++)
            hash = ((hash ^ words[at]) * 0x9E3779B97F4A7C15UL) + (hash >> 29);
        return hash;
    }
}
