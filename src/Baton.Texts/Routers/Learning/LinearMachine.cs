using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Baton.Texts.Routers.Learning;

/// <summary>The trained weights, and the dual variables of all rows for each eight classes.</summary>
internal sealed record LinearSolution(LinearWeights Weights, Vector256<float>[][] Duals);

/// <summary>
/// A support vector machine for each class against all others: linear, L2-regularised, with squared hinge loss. Trained by dual coordinate
/// descent (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008), for eight classes at once, one in each lane of a vector. Lanes only
/// add and multiply, in one order, so the result is the same on every machine and with any number of threads.
/// </summary>
internal static class LinearMachine
{
    private const int Lanes = 8;
    private const int MostRounds = 30;
    private const int MostRoundsFromNear = 10;
    private const int RoundsBetweenFullOnes = 5;
    private const int WorthAThread = 1_000;
    private const float Tolerance = 0.05f;
    private const float SettledMargin = 0.02f;

    // The score of a class without examples: below the margin, so that no example violates it.
    private const float NoExample = -2;

    /// <summary>Trains one machine a class.</summary>
    /// <param name="rows">All vectors.</param>
    /// <param name="chosen">The rows to learn from.</param>
    /// <param name="labels">The classes of each row; none for a row that belongs to no class.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="features">How many features there are.</param>
    /// <param name="cost">The cost of a violated margin: C.</param>
    /// <param name="near">A solution for nearly the same rows with the same labels. Training starts from it and ends sooner.</param>
    public static LinearSolution Train(
        Rows rows,
        int[] chosen,
        IReadOnlyList<int[]> labels,
        int classes,
        int features,
        float cost,
        LinearSolution? near = null
    )
    {
        var weights = new LinearWeights(features, classes);
        var order = Shuffled(chosen);
        var squares = new float[order.Length];
        for (var at = 0; at < order.Length; at++)
        {
            foreach (var value in rows.Values(order[at]))
                squares[at] += value * value;
        }

        // A few examples are learned faster than another thread starts.
        var groups = (classes + Lanes - 1) / Lanes;
        var duals = new Vector256<float>[groups][];
        if (groups == 1 || (long)order.Length * groups < WorthAThread)
        {
            for (var group = 0; group < groups; group++)
                TrainOne(group);
        }
        else
            Parallel.For(0, groups, TrainOne);

        return new(weights, duals);

        void TrainOne(int group)
        {
            duals[group] = new Vector256<float>[rows.Count];
            weights.Take(
                group * Lanes,
                TrainGroup(rows, order, squares, labels, group * Lanes, features, cost, duals[group], near?.Duals[group])
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float>[] TrainGroup(
        Rows rows,
        int[] order,
        float[] squares,
        IReadOnlyList<int[]> labels,
        int first,
        int features,
        float cost,
        Vector256<float>[] duals,
        Vector256<float>[]? near
    )
    {
        var weights = new Vector256<float>[features + 1];
        var signs = new Vector256<float>[order.Length];
        var learned = Vector256<float>.Zero;
        for (var at = 0; at < order.Length; at++)
        {
            var sign = Vector256.Create(-1f);
            foreach (var label in labels[order[at]])
            {
                if (label >= first && label < first + Lanes)
                    sign = sign.WithElement(label - first, 1f);
            }

            signs[at] = sign;
            learned = Vector256.Max(learned, sign);
        }

        weights[^1] = NoExample * (Vector256<float>.One - learned);
        if (near is not null)
            Begin(rows, order, signs, near, learned, weights, duals);
        var settled = new bool[order.Length];
        for (var round = 0; round < (near is null ? MostRounds : MostRoundsFromNear); round++)
        {
            var all = round % RoundsBetweenFullOnes == 0;
            var worst = Vector256<float>.Zero;
            for (var at = 0; at < order.Length; at++)
            {
                if (!all && settled[at])
                    continue;
                Update(
                    rows.Features(order[at]),
                    rows.Values(order[at]),
                    squares[at],
                    signs[at],
                    cost,
                    weights,
                    ref duals[order[at]],
                    ref worst,
                    out settled[at]
                );
            }

            if (all && Largest(worst) < Tolerance)
                break;
        }

        return weights;
    }

    // The weights are the sum of all rows times their dual variables.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Begin(
        Rows rows,
        int[] order,
        Vector256<float>[] signs,
        Vector256<float>[] near,
        Vector256<float> learned,
        Vector256<float>[] weights,
        Vector256<float>[] duals
    )
    {
        for (var at = 0; at < order.Length; at++)
        {
            var row = order[at];
            duals[row] = near[row] * learned;
            if (Vector256.EqualsAll(duals[row], Vector256<float>.Zero))
                continue;
            Add(rows.Features(row), rows.Values(row), duals[row] * signs[at], weights);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update(
        ReadOnlySpan<int> features,
        ReadOnlySpan<float> values,
        float square,
        Vector256<float> sign,
        float cost,
        Vector256<float>[] weights,
        ref Vector256<float> dual,
        ref Vector256<float> worst,
        out bool settled
    )
    {
        ref var weight = ref MemoryMarshal.GetArrayDataReference(weights);
        var score = weights[^1];
        for (var i = 0; i < features.Length; i++)
            score += Unsafe.Add(ref weight, features[i]) * Vector256.Create(values[i]);

        var softness = 0.5f / cost;
        var gradient = (sign * score) - Vector256.Create(1f) + (dual * softness);
        var atBound = Vector256.Equals(dual, Vector256<float>.Zero);
        var projected = Vector256.ConditionalSelect(atBound, Vector256.Min(gradient, Vector256<float>.Zero), gradient);
        worst = Vector256.Max(worst, Vector256.Abs(projected));
        settled = Vector256.EqualsAll(dual, Vector256<float>.Zero) && Vector256.GreaterThanAll(gradient, Vector256.Create(SettledMargin));
        var next = Vector256.Max(dual - (gradient * (1 / (square + 1 + softness))), Vector256<float>.Zero);
        var step = (next - dual) * sign;
        if (Vector256.EqualsAll(step, Vector256<float>.Zero))
            return;
        dual = next;
        Add(features, values, step, weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ReadOnlySpan<int> features, ReadOnlySpan<float> values, Vector256<float> step, Vector256<float>[] weights)
    {
        ref var weight = ref MemoryMarshal.GetArrayDataReference(weights);
        for (var i = 0; i < features.Length; i++)
            Unsafe.Add(ref weight, features[i]) += step * Vector256.Create(values[i]);
        weights[^1] += step;
    }

    private static float Largest(Vector256<float> values)
    {
        var largest = 0f;
        for (var lane = 0; lane < Lanes; lane++)
            largest = Math.Max(largest, values[lane]);
        return largest;
    }

    private static int[] Shuffled(int[] rows)
    {
        int[] order = [.. rows];
        var state = 0x9E37_79B9_7F4A_7C15UL;
        for (var at = order.Length - 1; at > 0; at--)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            var other = (int)(state % (ulong)(at + 1));
            (order[at], order[other]) = (order[other], order[at]);
        }

        return order;
    }
}
