using System.Runtime.CompilerServices;

namespace Baton.Texts.Routers.Features;

/// <summary>
/// The features of a text, each as a hash of its letters. One block has words, pairs of neighbouring words, the first and the last word,
/// and short numbers. The other has pieces of 2 to 5 characters within a word and its edges, which replace stemming and tolerate
/// misspelling.
/// </summary>
internal sealed class FeatureReader
{
    private const int ShortestPiece = 2;
    private const int LongestPiece = 5;
    private const ulong WordSeed = 0x9E37_79B9_7F4A_7C15;
    private const ulong PairSeed = 0xC2B2_AE3D_27D4_EB4F;
    private const ulong PieceSeed = 0x1656_67B1_9E37_79F9;
    private const ulong FirstSeed = 0x85EB_CA77_C2B2_AE63;
    private const ulong LastSeed = 0x2545_F491_4F6C_DD1D;
    private const ulong NumberSeed = 0x27D4_EB2F_1656_67C5;

    private readonly WordReader reader = new();

    /// <summary>Words, pairs of words, and other features of words.</summary>
    public List<ulong> Words { get; } = [];

    /// <summary>Pieces of words.</summary>
    public List<ulong> Pieces { get; } = [];

    /// <summary>How many words the text has.</summary>
    public int WordCount => reader.Count;

    /// <summary>Reads a text, replacing the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<char> text)
    {
        reader.Read(text);
        Words.Clear();
        Pieces.Clear();
        var previous = 0UL;
        for (var word = 0; word < reader.Count; word++)
        {
            var hash = Hash(WordSeed, reader[word]);
            Words.Add(Finish(hash));
            if (word > 0)
                Words.Add(Finish(Step(Step(PairSeed, previous), hash)));
            previous = hash;
            AddPieces(reader.Padded(word));
            if (word == 0)
                Words.Add(Finish(Step(FirstSeed, hash)));
            if (word == reader.Count - 1)
                Words.Add(Finish(Step(LastSeed, hash)));
        }

        foreach (var (from, to) in reader.Numbers)
            Words.Add(Finish(Hash(NumberSeed, text[from..to])));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPieces(ReadOnlySpan<char> letters)
    {
        for (var start = 0; start + ShortestPiece <= letters.Length; start++)
        {
            var hash = Step(PieceSeed, letters[start]);
            var end = Math.Min(letters.Length, start + LongestPiece);
            for (var at = start + 1; at < end; at++)
            {
                hash = Step(hash, letters[at]);
                Pieces.Add(Finish(hash));
            }
        }
    }

    private static ulong Hash(ulong seed, ReadOnlySpan<char> letters)
    {
        foreach (var letter in letters)
            seed = Step(seed, letter);
        return seed;
    }

    // FNV-1a over 64 bits with SplitMix64's finish, so that the lower bits are as good as the upper ones.
    private static ulong Step(ulong hash, ulong value) => (hash ^ value) * 0x0000_0100_0000_01B3;

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58_476D_1CE4_E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D0_49BB_1331_11EB;
        return hash ^ (hash >> 31);
    }
}
