using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Baton.Texts.Routers.Learning;

/// <summary>The weights of linear machines, one byte each: for each feature the weights of all classes side by side.</summary>
internal sealed class LinearWeights
{
    private const int Together = 32;
    private const int Few = 4;
    private const int Steps = 127;

    private readonly int stride;
    private readonly sbyte[] weights;
    private readonly float[] scales;
    private readonly float[] biases;

    public LinearWeights(int features, int classes)
        : this(classes, new sbyte[features * Stride(classes)], new float[classes], new float[classes]) { }

    private LinearWeights(int classes, sbyte[] weights, float[] scales, float[] biases)
    {
        Classes = classes;
        stride = Stride(classes);
        this.weights = weights;
        this.scales = scales;
        this.biases = biases;
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>Stores the trained weights of some neighbouring classes, rounded.</summary>
    /// <param name="first">The first of the classes.</param>
    /// <param name="trained">The weights of each feature, followed by the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(int first, Vector256<float>[] trained)
    {
        var largest = Vector256<float>.Zero;
        foreach (var weight in trained.AsSpan(0, trained.Length - 1))
            largest = Vector256.Max(largest, Vector256.Abs(weight));
        var count = Math.Min(Vector256<float>.Count, Classes - first);
        var scale = largest / Steps;
        for (var lane = 0; lane < count; lane++)
        {
            scales[first + lane] = scale[lane];
            biases[first + lane] = trained[^1][lane];
        }

        // A class without weights stays at zero.
        scale = Vector256.ConditionalSelect(Vector256.Equals(scale, Vector256<float>.Zero), Vector256<float>.One, scale);
        for (var feature = 0; feature < trained.Length - 1; feature++)
        {
            if (trained[feature] == Vector256<float>.Zero)
                continue;
            var rounded = Vector256.ConvertToInt32(Vector256.Round(trained[feature] / scale));
            for (var lane = 0; lane < count; lane++)
                weights[(feature * stride) + first + lane] = (sbyte)rounded[lane];
        }
    }

    /// <summary>The score of each class for a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<int> features, ReadOnlySpan<float> values, Span<double> scores)
    {
        if (stride < Together)
        {
            ScoreFew(features, values, scores);
            return;
        }

        Span<Vector256<float>> sums = stackalloc Vector256<float>[4];
        var all = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(weights), weights.Length);
        for (var first = 0; first < Classes; first += Together)
        {
            var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            for (var i = 0; i < features.Length; i++)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(all.Slice((features[i] * stride) + first, Together)));
                var (lowest, lower) = Vector256.Widen(low);
                var (higher, highest) = Vector256.Widen(high);
                var value = Vector256.Create(values[i]);
                a += Vector256.ConvertToSingle(lowest) * value;
                b += Vector256.ConvertToSingle(lower) * value;
                c += Vector256.ConvertToSingle(higher) * value;
                d += Vector256.ConvertToSingle(highest) * value;
            }

            (sums[0], sums[1], sums[2], sums[3]) = (a, b, c, d);
            var count = Math.Min(Together, Classes - first);
            for (var lane = 0; lane < count; lane++)
                scores[first + lane] = ((double)sums[lane / 8][lane % 8] * scales[first + lane]) + biases[first + lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScoreFew(ReadOnlySpan<int> features, ReadOnlySpan<float> values, Span<double> scores)
    {
        for (var label = 0; label < Classes; label++)
        {
            var sum = 0f;
            for (var i = 0; i < features.Length; i++)
                sum += weights[(features[i] * stride) + label] * values[i];
            scores[label] = ((double)sum * scales[label]) + biases[label];
        }
    }

    /// <summary>Writes the weights.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Classes);
        writer.Write(weights.Length);
        writer.Write(MemoryMarshal.AsBytes(weights.AsSpan()));
        foreach (var scale in scales)
            writer.Write(scale);
        foreach (var bias in biases)
            writer.Write(bias);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LinearWeights Read(BinaryReader reader)
    {
        var classes = reader.ReadInt32();
        var weights = new sbyte[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        var scales = new float[classes];
        var biases = new float[classes];
        for (var at = 0; at < classes; at++)
            scales[at] = reader.ReadSingle();
        for (var at = 0; at < classes; at++)
            biases[at] = reader.ReadSingle();
        return new(classes, weights, scales, biases);
    }

    private static int Stride(int classes) => classes <= Few ? classes : (classes + Together - 1) / Together * Together;
}
