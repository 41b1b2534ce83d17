using Baton.Routers.Learning;
using Baton.Routers.Texts;

namespace Baton.Routers;

/// <summary>What a model says of texts that it has not learned from: what confidence and rejection are calibrated on.</summary>
/// <param name="texts">What is learned from.</param>
/// <param name="neighbours">Their index.</param>
internal sealed class HeldOut(TrainingTexts texts, Neighbours neighbours)
{
    private const double ExpectedTemperature = 0.25;
    private const double ExpectedSlope = 4;

    private readonly TextVector vector = new();
    private readonly List<(string Text, double[] Scores, int[] Labels, bool Outside, int Row)> judged = [];

    /// <summary>Judges an example of the training by weights that were learned without it.</summary>
    public void Add(int row, LinearWeights weights) => Add(texts.Text(row), texts.Labels[row], texts.Labels[row].Length == 0, row, weights);

    /// <summary>Judges examples that are no part of the training.</summary>
    public void Add(IEnumerable<RouterExample> examples, LinearWeights weights)
    {
        foreach (var example in examples)
            Add(example.Text, texts.LabelsOf(example), example.Routes.Count == 0, -1, weights);
    }

    /// <summary>Finds how scores become confidences.</summary>
    /// <param name="several">Whether each route stands for itself.</param>
    public Calibration Calibrate(bool several)
    {
        var single = judged.Where(text => text.Labels.Length == 1).ToList();
        var temperature = texts.Names.Length < 2
            ? ExpectedTemperature
            : Temperature.Fit(single.ConvertAll(text => text.Scores), single.ConvertAll(text => text.Labels[0]), ExpectedTemperature, 2);
        if (!several)
            return new(temperature, ExpectedSlope, 0, false);
        List<double[]> scores = [];
        List<bool> answers = [];
        foreach (var text in judged.Where(text => !text.Outside))
        {
            for (var route = 0; route < text.Scores.Length; route++)
            {
                scores.Add([text.Scores[route]]);
                answers.Add(Array.IndexOf(text.Labels, route) >= 0);
            }
        }

        var fitted = Logistic.Fit(scores, answers, [.. Enumerable.Repeat(1.0, scores.Count)], [ExpectedSlope, 0], [0.1, 0.1]);
        return new(temperature, fitted[0], fitted[1], true);
    }

    /// <summary>Finds what is out of scope.</summary>
    /// <param name="temperature">The scores' temperature.</param>
    /// <param name="kept">The share of what is in scope that is to be kept.</param>
    public Rejection LearnRejection(double temperature, double kept)
    {
        List<double[]> inside = [], outside = [];
        foreach (var text in judged)
        {
            vector.Read(text.Text, texts.Vocabulary);
            var signs = new double[Signs.Count];
            TextModel.WriteSigns(vector, text.Scores, neighbours, texts.Labels, temperature, text.Row < 0 ? null : row => row == text.Row, signs);
            (text.Outside ? outside : inside).Add(signs);
        }

        return Rejection.Learn(inside, outside, kept);
    }

    private void Add(string text, int[] routes, bool isOutside, int row, LinearWeights weights)
    {
        // A route that was never learned says nothing about those that were.
        if (routes.Length == 0 && !isOutside)
            return;
        vector.Read(text, texts.Vocabulary);
        var scores = new double[texts.Names.Length];
        weights.Score(vector.Features, vector.Values, scores);
        judged.Add((text, scores, routes, isOutside, row));
    }
}
