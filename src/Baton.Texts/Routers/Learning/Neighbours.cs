using System.Runtime.CompilerServices;

namespace Baton.Texts.Routers.Learning;

/// <summary>The similarity of the nearest examples to a text.</summary>
/// <param name="Inside">The similarity of the nearest example of any route, 0 to 1.</param>
/// <param name="Outside">The similarity of the nearest example that is out of scope, 0 to 1.</param>
/// <param name="Nearest">The number of the nearest example of any route; -1 if none has a word in common.</param>
internal readonly record struct Nearness(double Inside, double Outside, int Nearest);

/// <summary>
/// Finds the examples with the most words in common with a text: an index from each word, or pair of words, to the examples with it.
/// </summary>
internal sealed class Neighbours
{
    // A word that this many examples share does not tell them apart.
    private const int MostPostings = 1_000;
    private const float Steps = 255;

    [ThreadStatic]
    private static float[]? common;

    private readonly int[] starts;
    private readonly int[] rows;
    private readonly byte[] values;
    private readonly bool[] outside;

    private Neighbours(int[] starts, int[] rows, byte[] values, bool[] outside)
    {
        this.starts = starts;
        this.rows = rows;
        this.values = values;
        this.outside = outside;
    }

    /// <summary>Makes the index.</summary>
    /// <param name="vectors">The examples.</param>
    /// <param name="features">How many features there are.</param>
    /// <param name="outside">Which examples are out of scope.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Neighbours Of(Rows vectors, int features, bool[] outside)
    {
        var starts = new int[features + 1];
        for (var row = 0; row < vectors.Count; row++)
        {
            foreach (var feature in vectors.Features(row)[..vectors.Words(row)])
                starts[feature + 1]++;
        }

        for (var feature = 1; feature <= features; feature++)
            starts[feature] = starts[feature - 1] + (starts[feature] > MostPostings ? 0 : starts[feature]);
        var rows = new int[starts[^1]];
        var values = new byte[starts[^1]];
        var next = starts.AsSpan(0, features).ToArray();
        for (var row = 0; row < vectors.Count; row++)
        {
            var words = vectors.Words(row);
            for (var at = 0; at < words; at++)
            {
                var feature = vectors.Features(row)[at];
                if (next[feature] == starts[feature + 1])
                    continue;
                rows[next[feature]] = row;
                values[next[feature]++] = (byte)MathF.Round(vectors.Values(row)[at] * Steps);
            }
        }

        return new(starts, rows, values, outside);
    }

    /// <summary>Finds the nearest examples.</summary>
    /// <param name="features">The words and pairs of words of the text.</param>
    /// <param name="weights">Their values.</param>
    /// <param name="without">Whether an example does not count; null if all do.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Nearness Find(ReadOnlySpan<int> features, ReadOnlySpan<float> weights, Predicate<int>? without = null)
    {
        if (common is null || common.Length < outside.Length)
            common = new float[outside.Length];
        var sums = common;
        sums.AsSpan(0, outside.Length).Clear();
        for (var i = 0; i < features.Length; i++)
        {
            var weight = weights[i] / Steps;
            for (var at = starts[features[i]]; at < starts[features[i] + 1]; at++)
                sums[rows[at]] += weight * values[at];
        }

        var (inner, outer, nearest) = (0f, 0f, -1);
        for (var row = 0; row < outside.Length; row++)
        {
            if (sums[row] <= (outside[row] ? outer : inner) || without?.Invoke(row) == true)
                continue;
            if (outside[row])
                outer = sums[row];
            else
                (inner, nearest) = (sums[row], row);
        }

        return new(inner, outer, nearest);
    }

    /// <summary>Writes the index.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(starts.Length);
        for (var at = 1; at < starts.Length; at++)
            writer.Write7BitEncodedInt(starts[at] - starts[at - 1]);
        foreach (var row in rows)
            writer.Write7BitEncodedInt(row);
        writer.Write(values);
        writer.Write(outside.Length);
        foreach (var isOutside in outside)
            writer.Write(isOutside);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Neighbours Read(BinaryReader reader)
    {
        var starts = new int[reader.ReadInt32()];
        for (var at = 1; at < starts.Length; at++)
            starts[at] = starts[at - 1] + reader.Read7BitEncodedInt();
        var rows = new int[starts[^1]];
        for (var at = 0; at < rows.Length; at++)
            rows[at] = reader.Read7BitEncodedInt();
        var values = reader.ReadBytes(rows.Length);
        var outside = new bool[reader.ReadInt32()];
        for (var row = 0; row < outside.Length; row++)
            outside[row] = reader.ReadBoolean();
        return new(starts, rows, values, outside);
    }
}
