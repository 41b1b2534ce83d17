using Baton.Routers.Learning;
using Baton.Routers.Texts;

namespace Baton.Routers;

/// <summary>Learns from examples what a text is about, and from examples held out in turn how far to trust that.</summary>
internal sealed class TextTraining
{
    private const float Cost = 1;
    private const int Folds = 5;

    // With so many examples, one fold held out is enough to calibrate on.
    private const int ManyExamples = 2_000;

    // From this share of examples with several routes on, having several is usual.
    private const double SeveralFrom = 0.1;
    private const double ExpectedTemperature = 0.25;

    private readonly RouterExample[] examples;
    private readonly RouterOptions options;
    private readonly string[] names;
    private readonly int[][] labels;
    private readonly Vocabulary vocabulary;
    private readonly Rows rows = new();
    private readonly Neighbours neighbours;
    private readonly TextVector vector = new();
    private readonly bool several;

    private readonly List<(double[] Scores, int[] Labels)> heldOut = [];
    private readonly List<Func<double, double[]>> inside = [];
    private readonly List<Func<double, double[]>> outside = [];

    private TextTraining(IEnumerable<RouterExample> examples, RouterOptions options)
    {
        this.examples = [.. examples];
        this.options = options;
        names = [.. this.examples.SelectMany(example => example.Routes).Distinct().Order(StringComparer.Ordinal)];
        var numbers = names.Select((name, number) => (name, number)).ToDictionary(StringComparer.Ordinal);
        labels = [.. this.examples.Select(example => LabelsOf(example, numbers))];
        several = labels.Count(routes => routes.Length > 1) >= SeveralFrom * Math.Max(1, labels.Count(routes => routes.Length > 0));
        vocabulary = Vocabulary.Learn(this.examples.Select(example => example.Text));
        foreach (var example in this.examples)
        {
            vector.Read(example.Text, vocabulary);
            rows.Add(vector);
        }

        neighbours = Neighbours.Of(rows, vocabulary.Count, [.. labels.Select(routes => routes.Length == 0)]);
    }

    /// <summary>Learns from examples.</summary>
    public static TextModel Learn(IEnumerable<RouterExample> examples, RouterOptions options) => new TextTraining(examples, options).Learn();

    private static int[] LabelsOf(RouterExample example, Dictionary<string, int> numbers) =>
        [.. example.Routes.Where(numbers.ContainsKey).Select(route => numbers[route]).Distinct().Order()];

    private TextModel Learn()
    {
        var all = Enumerable.Range(0, examples.Length).ToArray();
        var weights = Train(all);
        if (options.Validation.Count > 0)
            HoldOut(weights);
        else if (examples.Length > 1)
            HoldOutFolds();
        var calibration = Calibrate();
        return new()
        {
            Names = names,
            Several = several,
            Vocabulary = vocabulary,
            Weights = weights,
            Neighbours = neighbours,
            Labels = labels,
            Calibration = calibration,
            Rejection = Rejection.Learn(
                inside.ConvertAll(signs => signs(calibration.Temperature)),
                outside.ConvertAll(signs => signs(calibration.Temperature)),
                options.KeptInScope),
        };
    }

    private LinearWeights Train(int[] chosen) => LinearMachine.Train(rows, chosen, labels, names.Length, vocabulary.Count, Cost);

    private void HoldOut(LinearWeights weights)
    {
        var numbers = names.Select((name, number) => (name, number)).ToDictionary(StringComparer.Ordinal);
        foreach (var example in options.Validation)
            Judge(example.Text, LabelsOf(example, numbers), example.Routes.Count == 0, weights, null);
    }

    private void HoldOutFolds()
    {
        // Neighbours in the order of their first route, so that each fold has of each route.
        var byRoute = Enumerable.Range(0, examples.Length).OrderBy(row => labels[row].Length == 0 ? -1 : labels[row][0]).ToArray();
        var foldOf = new int[examples.Length];
        for (var at = 0; at < byRoute.Length; at++)
            foldOf[byRoute[at]] = at % Folds;
        for (var fold = 0; fold < (examples.Length > ManyExamples ? 1 : Folds); fold++)
        {
            var weights = Train([.. Enumerable.Range(0, examples.Length).Where(row => foldOf[row] != fold)]);
            for (var row = 0; row < examples.Length; row++)
            {
                if (foldOf[row] == fold)
                    Judge(examples[row].Text, labels[row], labels[row].Length == 0, weights, other => other == row);
            }
        }
    }

    private void Judge(string text, int[] routes, bool isOutside, LinearWeights weights, Predicate<int>? without)
    {
        if (routes.Length == 0 && !isOutside)
            return;
        vector.Read(text, vocabulary);
        var scores = new double[names.Length];
        weights.Score(vector.Features, vector.Values, scores);
        double[] Signs(double temperature)
        {
            vector.Read(text, vocabulary);
            var signs = new double[Routers.Signs.Count];
            TextModel.WriteSigns(vector, scores, neighbours, labels, temperature, without, signs);
            return signs;
        }

        (isOutside ? outside : inside).Add(Signs);
        if (!isOutside)
            heldOut.Add((scores, routes));
    }

    private Calibration Calibrate()
    {
        var single = heldOut.Where(text => text.Labels.Length == 1).ToList();
        var temperature = names.Length < 2
            ? ExpectedTemperature
            : Temperature.Fit(single.ConvertAll(text => text.Scores), single.ConvertAll(text => text.Labels[0]), ExpectedTemperature, 2);
        if (!several)
            return new(temperature, 0, 0, false);
        List<double[]> scores = [];
        List<bool> answers = [];
        foreach (var (found, routes) in heldOut)
        {
            for (var route = 0; route < found.Length; route++)
            {
                scores.Add([found[route]]);
                answers.Add(Array.IndexOf(routes, route) >= 0);
            }
        }

        var fitted = Logistic.Fit(scores, answers, [.. Enumerable.Repeat(1.0, scores.Count)], [4, 0], [0.1, 0.1]);
        return new(temperature, fitted[0], fitted[1], true);
    }
}
