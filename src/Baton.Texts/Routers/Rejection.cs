using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Learning;

namespace Baton.Texts.Routers;

/// <summary>How similar a text is to the training texts.</summary>
/// <param name="Near">Its nearest examples.</param>
/// <param name="Agrees">Whether the nearest example belongs to the best route.</param>
/// <param name="KnownWords">The share of its words that are known.</param>
/// <param name="KnownPieces">The share of its pieces of words that are known.</param>
internal readonly record struct Familiarity(Nearness Near, bool Agrees, double KnownWords, double KnownPieces)
{
    /// <summary>Computes it for a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scores">The score of each route.</param>
    /// <param name="neighbours">The examples.</param>
    /// <param name="labels">The routes of each example.</param>
    /// <param name="without">Whether an example does not count; null if all do.</param>
    public static Familiarity Of(
        TextVector text,
        ReadOnlySpan<double> scores,
        Neighbours neighbours,
        int[][] labels,
        Predicate<int>? without
    )
    {
        var near = neighbours.Find(text.Features[..text.WordFeatures], text.Values[..text.WordFeatures], without);
        var best = 0;
        for (var route = 1; route < scores.Length; route++)
            best = scores[route] > scores[best] ? route : best;
        return new(near, near.Nearest >= 0 && Array.IndexOf(labels[near.Nearest], best) >= 0, text.KnownWords, text.KnownPieces);
    }
}

/// <summary>The features of the rejection model.</summary>
internal static class Signs
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    /// <summary>Writes the features of a text.</summary>
    /// <param name="scores">The score of each route.</param>
    /// <param name="temperature">The temperature of the scores.</param>
    /// <param name="text">How familiar the text is.</param>
    /// <param name="signs">The destination.</param>
    public static void Write(ReadOnlySpan<double> scores, double temperature, Familiarity text, Span<double> signs)
    {
        var (best, second, entropy) = (-2.0, -2.0, 0.0);
        foreach (var score in scores)
        {
            if (score > best)
                (best, second) = (score, best);
            else if (score > second)
                second = score;
        }

        var (sum, weighted) = ExactMath.Powers(scores, best, temperature);
        if (scores.Length > 0)
            entropy = ExactMath.Log(sum) - (weighted / sum);
        signs[0] = best;
        signs[1] = Math.Min(best - second, 2);
        signs[2] = entropy;
        signs[3] = text.Near.Inside;
        signs[4] = text.Agrees ? text.Near.Inside : 0;
        signs[5] = text.KnownWords;
        signs[6] = text.KnownPieces;
        signs[7] = text.Near.Outside;
    }
}

/// <summary>Estimates from its features the probability that a text is out of scope.</summary>
/// <param name="Weights">The weights of the features, and a constant.</param>
/// <param name="Threshold">The probability above which a text is out of scope.</param>
internal sealed record Rejection(double[] Weights, double Threshold)
{
    // The prior: a text that resembles nothing learned is out of scope. The features are fractions or scores around -1 to 1.
    private static readonly double[] Expected = [-2, -0.5, 0.2, -3, -1, -2, -2, 2, 3.5];
    private static readonly double[] Stiffness = [1, 1, 1, 1, 1, 1, 1, 1, 0.1];

    /// <summary>The probability that a text with these features is out of scope.</summary>
    public double Probability(ReadOnlySpan<double> signs) => Logistic.Probability(Weights, signs);

    /// <summary>Learns from held-out texts.</summary>
    /// <param name="inside">The features of texts in scope.</param>
    /// <param name="outside">The features of texts out of scope.</param>
    /// <param name="kept">The share of the former to keep.</param>
    public static Rejection Learn(IReadOnlyList<double[]> inside, IReadOnlyList<double[]> outside, double kept)
    {
        // Both kinds count equally, because examples cannot show how many real messages are out of scope.
        var half = Math.Min(inside.Count, outside.Count);
        double[][] inputs = [.. inside, .. outside];
        var answers = new bool[inputs.Length];
        var shares = new double[inputs.Length];
        for (var at = 0; at < inputs.Length; at++)
        {
            answers[at] = at >= inside.Count;
            shares[at] = half == 0 ? 0.0 : half / (double)(answers[at] ? outside.Count : inside.Count);
        }

        var learned = new Rejection(Logistic.Fit(inputs, answers, shares, Expected, Stiffness), 0.5);
        if (inside.Count == 0)
            return learned;
        var sorted = new double[inside.Count];
        for (var at = 0; at < sorted.Length; at++)
            sorted[at] = learned.Probability(inside[at]);
        Array.Sort(sorted);
        return learned with { Threshold = sorted[Math.Clamp((int)Math.Ceiling(kept * sorted.Length) - 1, 0, sorted.Length - 1)] };
    }

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var weight in Weights)
            writer.Write(weight);
        writer.Write(Threshold);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Rejection Read(BinaryReader reader)
    {
        var weights = new double[Signs.Count + 1];
        for (var at = 0; at < weights.Length; at++)
            weights[at] = reader.ReadDouble();
        return new(weights, reader.ReadDouble());
    }
}
