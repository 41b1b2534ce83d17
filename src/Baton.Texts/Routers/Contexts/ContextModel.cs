using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Learning;

namespace Baton.Texts.Routers.Contexts;

/// <summary>
/// Combines what a message says with where the conversation is: a conditional logit over the routes. It is learned from dialogues, or
/// general: then a message stays with its holder unless its words say something else.
/// </summary>
/// <param name="Weights">The weights of the features of a route.</param>
/// <param name="Moves">Scores how much a text sounds like a change of subject; null if that was not learned.</param>
/// <param name="Ways">How often dialogues go from each route, and last from none, to each; null if that was not learned.</param>
internal sealed record ContextModel(double[] Weights, LinearWeights? Moves, int[]? Ways)
{
    /// <summary>How many of the newest unanswered messages count.</summary>
    public const int MostUnanswered = 3;

    private const int Known = 13;
    private const double LeastLogarithm = -6;

    /// <summary>The weights for conversations in general.</summary>
    public static readonly double[] General = [0.3, 0.7, 1.2, 0.3, 0.8, 0.4, -0.2, 0.2, 0.1, 0, 0, 0, 0];

    /// <summary>The model for conversations in general.</summary>
    public static ContextModel Default { get; } = new(General, null, null);

    /// <summary>The confidence of each candidate.</summary>
    public double[] Confidences(IReadOnlyList<double[]> known) => Choices.Probabilities(known, Weights);

    /// <summary>The features of each candidate.</summary>
    /// <param name="message">The message's scores, and how much it sounds like a change of subject, which is 0 if that was not
    /// learned.</param>
    /// <param name="before">The same for the unanswered messages, oldest first.</param>
    /// <param name="candidates">The routes that may take it.</param>
    /// <param name="holder">The route that has the conversation; -1 for none.</param>
    /// <param name="seen">Whether a route had it before, or has an issue open.</param>
    public double[][] Describe(
        (Judgement Judged, double Moves) message,
        IReadOnlyList<(Judgement Judged, double Moves)> before,
        IReadOnlyList<int> candidates,
        int holder,
        Predicate<int> seen
    )
    {
        var (judged, moves) = message;
        var ways = WaysFrom(holder, judged.Confidences.Length, candidates);
        var movedBefore = before.Count == 0 ? 0 : before.Max(said => said.Moves);
        var own = Logarithms(judged, candidates);
        var earlier = new double[candidates.Count];
        var share = 1.0;
        for (var at = before.Count - 1; at >= Math.Max(0, before.Count - MostUnanswered); at--)
        {
            var said = Logarithms(before[at].Judged, candidates);
            for (var option = 0; option < earlier.Length; option++)
                earlier[option] += share * (1 - before[at].Judged.OutOfScope) * said[option];
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
                ways[option],
                isHolder ? movedBefore : 0,
                isHolder && before.Count > 0 ? 1 : 0,
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
        writer.Write(Ways?.Length ?? 0);
        foreach (var count in Ways ?? [])
            writer.Write7BitEncodedInt(count);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ContextModel Read(BinaryReader reader)
    {
        var weights = new double[Known];
        for (var at = 0; at < Known; at++)
            weights[at] = reader.ReadDouble();
        var moves = reader.ReadBoolean() ? LinearWeights.Read(reader) : null;
        var ways = new int[reader.ReadInt32()];
        for (var at = 0; at < ways.Length; at++)
            ways[at] = reader.Read7BitEncodedInt();
        return new(weights, moves, ways.Length == 0 ? null : ways);
    }

    private double[] WaysFrom(int holder, int routes, IReadOnlyList<int> candidates)
    {
        var ways = new double[candidates.Count];
        if (Ways is null)
            return ways;
        var row = (holder < 0 ? routes : holder) * routes;
        var sum = candidates.Sum(route => Ways[row + route] + 1.0);
        for (var option = 0; option < ways.Length; option++)
            ways[option] = ExactMath.Log((Ways[row + candidates[option]] + 1) / sum);
        return ways;
    }

    private static double[] Logarithms(Judgement judged, IReadOnlyList<int> candidates)
    {
        var sum = candidates.Sum(route => judged.Confidences[route]);
        return
        [
            .. candidates.Select(route =>
                sum <= 0 ? 0 : Math.Max(LeastLogarithm, ExactMath.Log(Math.Max(judged.Confidences[route], 1e-12) / sum))
            ),
        ];
    }
}
