using Baton.Texts.Routers.Features;
using Baton.Texts.Routers.Learning;

namespace Baton.Texts.Routers;

/// <summary>Judgements on texts that a model has not learned from. Confidence and rejection are calibrated on them.</summary>
/// <param name="texts">The training texts.</param>
/// <param name="neighbours">Their index.</param>
/// <param name="frequency">In how many texts each feature occurs.</param>
internal sealed class HeldOut(TrainingTexts texts, Neighbours neighbours, int[] frequency)
{
    private const double ExpectedTemperature = 0.25;
    private const double ExpectedSlope = 4;

    // The score of a route that a model was not trained on: far below any other.
    private const double Unlearned = -5;

    private readonly TextVector vector = new();
    private readonly List<HeldOutText> judged = [];

    /// <summary>A collector for a part of the texts, for another thread.</summary>
    public HeldOut Part() => new(texts, neighbours, frequency);

    /// <summary>Adds the texts of a part.</summary>
    public void Add(HeldOut part) => judged.AddRange(part.judged);

    /// <summary>Judges a training example with weights that were learned without it.</summary>
    public void Add(int row, LinearWeights weights) =>
        Add(
            texts.Text(row),
            texts.Labels[row],
            texts.Labels[row].Length == 0,
            weights,
            null,
            other => other == row,
            feature => frequency[feature] > 1
        );

    /// <summary>Judges an example with weights that were learned without its routes: for them it is out of scope.</summary>
    /// <param name="row">The example.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="isKept">Whether a route is one of those that were learned.</param>
    /// <param name="isLeft">Whether an example is one of those that were not.</param>
    /// <param name="kept">In how many of the examples that were learned each feature occurs.</param>
    public void AddOutside(int row, LinearWeights weights, Predicate<int> isKept, Predicate<int> isLeft, int[] kept) =>
        Add(texts.Text(row), [], true, weights, isKept, isLeft, feature => kept[feature] > 0);

    /// <summary>Judges examples that are no part of the training.</summary>
    public void Add(IEnumerable<RouterExample> examples, LinearWeights weights)
    {
        foreach (var example in examples)
            Add(example.Text, texts.LabelsOf(example), example.Routes.Count == 0, weights, null, null, null);
    }

    /// <summary>Fits how scores become confidences.</summary>
    /// <param name="several">Whether each route has a confidence of its own.</param>
    public Calibration Calibrate(bool several)
    {
        var single = judged.Where(text => text.Labels.Length == 1).ToList();
        var (temperature, doubt) =
            texts.Names.Length < 2
                ? (ExpectedTemperature, 0)
                : Temperature.Fit(
                    single.ConvertAll(text => text.Scores),
                    single.ConvertAll(text => text.Labels[0]),
                    ExpectedTemperature,
                    2
                );
        if (!several)
            return new(temperature, doubt, ExpectedSlope, 0, false);
        List<double[]> scores = [];
        List<bool> answers = [];
        foreach (var text in judged.Where(text => !text.IsOutside))
        {
            for (var route = 0; route < text.Scores.Length; route++)
            {
                scores.Add([text.Scores[route]]);
                answers.Add(Array.IndexOf(text.Labels, route) >= 0);
            }
        }

        var fitted = Logistic.Fit(scores, answers, [.. Enumerable.Repeat(1.0, scores.Count)], [ExpectedSlope, 0], [0.1, 0.1]);
        return new(temperature, doubt, fitted[0], fitted[1], true);
    }

    /// <summary>Learns what is out of scope.</summary>
    /// <param name="temperature">The scores' temperature.</param>
    /// <param name="kept">The share of in-scope texts to keep.</param>
    public Rejection LearnRejection(double temperature, double kept)
    {
        List<double[]> inside = [],
            outside = [];
        foreach (var text in judged)
        {
            var signs = new double[Signs.Count];
            Signs.Write(text.Scores, temperature, text.Familiarity, signs);
            (text.IsOutside ? outside : inside).Add(signs);
        }

        return Rejection.Learn(inside, outside, kept);
    }

    private void Add(
        string text,
        int[] routes,
        bool isOutside,
        LinearWeights weights,
        Predicate<int>? isKept,
        Predicate<int>? without,
        Predicate<int>? knows
    )
    {
        // A route that was not learned says nothing about those that were.
        if (routes.Length == 0 && !isOutside)
            return;
        texts.Read(vector, text, knows);
        if (vector.WordCount == 0)
            return;
        var scores = new double[texts.Names.Length];
        weights.Score(vector.Features, vector.Values, scores);
        for (var route = 0; route < scores.Length; route++)
            scores[route] = isKept?.Invoke(route) == false ? Unlearned : scores[route];
        judged.Add(new(scores, routes, isOutside, Familiarity.Of(vector, scores, neighbours, texts.Labels, without)));
    }

    private sealed record HeldOutText(double[] Scores, int[] Labels, bool IsOutside, Familiarity Familiarity);
}
