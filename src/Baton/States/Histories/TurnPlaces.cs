namespace Baton.States.Histories;

/// <summary>
/// Where the turns of a conversation begin, among the utterances and the entries. All of them stay in memory: a place takes a few bytes,
/// and segments of a summary end where turns end, however long ago.
/// </summary>
internal sealed class TurnPlaces
{
    private readonly List<int> begins = [];
    private readonly List<long> seqs = [];

    // The tokens before each turn, of those whose utterances may be forgotten.
    private readonly List<int> tokens = [];

    public TurnPlaces(TurnsSnapshot snapshot)
    {
        begins.AddRange(snapshot.Begins);
        seqs.AddRange(snapshot.Seqs);
        tokens.AddRange(snapshot.Tokens);
    }

    public int Count => begins.Count;

    /// <summary>The index of a turn's first utterance.</summary>
    public int this[int turn] => begins[turn];

    public void Add(int begin, long seq)
    {
        begins.Add(begin);
        seqs.Add(seq);
    }

    /// <summary>The entry of the utterance at an index, where a turn begins.</summary>
    public long SeqAt(int begin) => seqs[TurnAt(begin)];

    /// <summary>The tokens before an utterance at an index, where a turn begins.</summary>
    public int TokensAt(int begin) => tokens[TurnAt(begin)];

    /// <summary>The index at which the turn begins that has an utterance, or that begins there; 0 before the first turn.</summary>
    public int BeginUpTo(int index)
    {
        var turn = begins.BinarySearch(index);
        return turn >= 0 ? index
            : turn == -1 ? 0
            : begins[~turn - 1];
    }

    /// <summary>The index at which the first turn behind an entry begins; 0 for none, or if that is the first of all.</summary>
    public int BeginAfter(long seq) => TurnAfter(seq) is var turn && turn < begins.Count ? begins[turn] : 0;

    /// <summary>The index of the first utterance after an entry that ends a turn.</summary>
    public int IndexAfter(long seq)
    {
        if (seq <= 0)
            return 0;
        var turn = TurnAfter(seq);
        return turn < seqs.Count && seqs[turn] == seq + 1
            ? begins[turn]
            : throw new PastNotLoadedException(FormattableString.Invariant($"What was said at entry {seq}"));
    }

    /// <summary>Keeps the tokens before each turn up to the one that begins at an index.</summary>
    public void Measure(int begin, Func<int, int> tokensOfFirst)
    {
        for (var turn = tokens.Count; turn < begins.Count && begins[turn] <= begin; turn++)
            tokens.Add(tokensOfFirst(begins[turn]));
    }

    /// <summary>The turns that begin before an index, as a snapshot has them.</summary>
    public TurnsSnapshot ToSnapshot(int end, Func<int, int> tokensOfFirst)
    {
        var count = begins.BinarySearch(end) is var found && found >= 0 ? found : ~found;
        if (count > 0)
            Measure(begins[count - 1], tokensOfFirst);
        return new TurnsSnapshot(begins[..count], seqs[..count], tokens[..Math.Min(count, tokens.Count)]);
    }

    private int TurnAt(int begin) =>
        begins.BinarySearch(begin) is >= 0 and var turn
            ? turn
            : throw new PastNotLoadedException(FormattableString.Invariant($"Utterance {begin + 1}"));

    private int TurnAfter(long seq) => seqs.BinarySearch(seq + 1) is var turn && turn >= 0 ? turn : ~turn;
}

/// <summary>The places in a snapshot.</summary>
internal sealed record TurnsSnapshot(IReadOnlyList<int> Begins, IReadOnlyList<long> Seqs, IReadOnlyList<int> Tokens)
{
    public static readonly TurnsSnapshot None = new([], [], []);
}
