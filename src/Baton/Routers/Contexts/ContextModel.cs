using Baton.Routers.Learning;
using Baton.Routers.Texts;

namespace Baton.Routers.Contexts;

/// <summary>
/// Weighs what a message says against where the conversation is: a conditional logit over the routes. It is learned from dialogues, or
/// general: then a message stays where it is unless its words say something else.
/// </summary>
/// <param name="Weights">The weights of what is known of a route.</param>
/// <param name="Moves">Scores how much a text sounds like moving on, whatever to; null when that was not learned.</param>
internal sealed record ContextModel(double[] Weights, LinearWeights? Moves)
{
    /// <summary>How many of the unanswered messages count, the newest.</summary>
    public const int MostUnanswered = 3;

    private const int Known = 10;
    private const double LeastLogarithm = -6;

    /// <summary>What holds for conversations in general.</summary>
    public static readonly double[] General = [0.3, 0.7, 1.2, 0.3, 0.8, 0.4, -0.2, 0.2, 0.1, 0];

    /// <summary>What holds for conversations in general, and no more.</summary>
    public static ContextModel Default { get; } = new(General, null);

    /// <summary>The confidence of each candidate.</summary>
    public double[] Confidences(IReadOnlyList<double[]> known) => Choices.Probabilities(known, Weights);

    /// <summary>What is known of each candidate.</summary>
    /// <param name="judged">What the message says.</param>
    /// <param name="moves">How much it sounds like moving on; 0 when that was not learned.</param>
    /// <param name="before">What the unanswered messages say, oldest first.</param>
    /// <param name="candidates">The routes that may take it.</param>
    /// <param name="holder">The route that has the conversation; -1 for none.</param>
    /// <param name="seen">Whether a route had it before, or has an issue open.</param>
    public static double[][] Describe(Judgement judged, double moves, IReadOnlyList<Judgement> before, IReadOnlyList<int> candidates, int holder, Predicate<int> seen)
    {
        var own = Logarithms(judged, candidates);
        var earlier = new double[candidates.Count];
        var share = 1.0;
        for (var at = before.Count - 1; at >= Math.Max(0, before.Count - MostUnanswered); at--)
        {
            var said = Logarithms(before[at], candidates);
            for (var option = 0; option < earlier.Length; option++)
                earlier[option] += share * (1 - before[at].OutOfScope) * said[option];
            share /= 2;
        }

        var known = new double[candidates.Count][];
        for (var option = 0; option < known.Length; option++)
        {
            var isHolder = candidates[option] == holder;
            var isSeen = !isHolder && seen(candidates[option]);
            known[option] =
            [
                own[option],
                own[option] * (1 - judged.OutOfScope),
                isHolder ? 1 : 0,
                isSeen ? 1 : 0,
                isHolder ? judged.OutOfScope : 0,
                isHolder ? 1.0 / (1 + judged.Words) : 0,
                isHolder ? moves : 0,
                earlier[option],
                isSeen ? own[option] : 0,
                isHolder ? own[option] : 0,
            ];
        }

        return known;
    }

    /// <summary>Learns from choices that were made.</summary>
    public static double[] Learn(IReadOnlyList<double[][]> known, IReadOnlyList<int> chosen) => Choices.Fit(known, chosen, General, 2);

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var weight in Weights)
            writer.Write(weight);
        writer.Write(Moves is not null);
        Moves?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ContextModel Read(BinaryReader reader)
    {
        var weights = new double[Known];
        for (var at = 0; at < Known; at++)
            weights[at] = reader.ReadDouble();
        return new(weights, reader.ReadBoolean() ? LinearWeights.Read(reader) : null);
    }

    private static double[] Logarithms(Judgement judged, IReadOnlyList<int> candidates)
    {
        var sum = candidates.Sum(route => judged.Confidences[route]);
        return [.. candidates.Select(route => sum <= 0 ? 0 : Math.Max(LeastLogarithm, ExactMath.Log(Math.Max(judged.Confidences[route], 1e-12) / sum)))];
    }
}
