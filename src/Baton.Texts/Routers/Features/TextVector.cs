using System.Runtime.CompilerServices;

namespace Baton.Texts.Routers.Features;

/// <summary>A text as a vector: TF-IDF of its known features, each block of length 1, with figures of how familiar it is.</summary>
internal sealed class TextVector
{
    private int[] features = new int[256];
    private float[] values = new float[256];
    private readonly FeatureReader reader = new();

    /// <summary>The numbers of the features, ascending within the block of words and within that of pieces.</summary>
    public ReadOnlySpan<int> Features => features.AsSpan(0, Count);

    /// <summary>The value of each feature.</summary>
    public ReadOnlySpan<float> Values => values.AsSpan(0, Count);

    /// <summary>The number of the text's features that the vocabulary knows.</summary>
    public int Count { get; private set; }

    /// <summary>How many of <see cref="Features"/> are words and pairs of words; these come first.</summary>
    public int WordFeatures { get; private set; }

    /// <summary>How many words the text has.</summary>
    public int WordCount { get; private set; }

    /// <summary>The share of the words and pairs of words that the vocabulary knows; 0 for a text without words.</summary>
    public double KnownWords { get; private set; }

    /// <summary>The share of the pieces of words that the vocabulary knows; 0 for a text without words.</summary>
    public double KnownPieces { get; private set; }

    /// <summary>Reads a text, replacing the one before.</summary>
    /// <param name="text">The text.</param>
    /// <param name="vocabulary">The features that are known.</param>
    /// <param name="knows">Whether a feature counts as known; null if all do.</param>
    public void Read(ReadOnlySpan<char> text, Vocabulary vocabulary, Predicate<int>? knows = null)
    {
        reader.Read(text);
        WordCount = reader.WordCount;
        Count = 0;
        KnownWords = AddBlock(reader.Words, vocabulary, knows);
        WordFeatures = Count;
        KnownPieces = AddBlock(reader.Pieces, vocabulary, knows);
    }

    /// <summary>Adds an embedding as a block of its own.</summary>
    /// <param name="embedding">The embedding.</param>
    /// <param name="first">The number of its first feature.</param>
    public void Add(ReadOnlySpan<float> embedding, int first)
    {
        Reserve(embedding.Length);
        for (var at = 0; at < embedding.Length; at++)
        {
            features[Count] = first + at;
            values[Count++] = embedding[at];
        }
    }

    private void Reserve(int more)
    {
        if (features.Length >= Count + more)
            return;
        Array.Resize(ref features, 2 * (Count + more));
        Array.Resize(ref values, features.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double AddBlock(List<ulong> read, Vocabulary vocabulary, Predicate<int>? knows)
    {
        Reserve(read.Count);
        var begin = Count;
        var end = begin;
        foreach (var feature in read)
        {
            if (vocabulary.Find(feature) is var id && id >= 0 && knows?.Invoke(id) != false)
                features[end++] = id;
        }

        features.AsSpan(begin, end - begin).Sort();
        var known = end - begin;
        var squares = 0.0;
        for (var at = begin; at < end; )
        {
            var id = features[at];
            var next = at + 1;
            while (next < end && features[next] == id)
                next++;
            var value = (float)((1 + LogOf(next - at)) * vocabulary.Rarity[id]);
            features[Count] = id;
            values[Count++] = value;
            squares += value * value;
            at = next;
        }

        var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (var at = begin; at < Count; at++)
            values[at] *= scale;
        return read.Count == 0 ? 0 : known / (double)read.Count;
    }

    private static double LogOf(int count) => count == 1 ? 0 : ExactMath.Log(count);
}
