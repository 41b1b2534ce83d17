using System.Diagnostics;
using Baton.Cli.Evals.Confidences;
using Baton.Texts.Routers;

namespace Baton.Cli.Evals.Routing;

/// <summary>Trains a router and classifies every test text with it.</summary>
internal sealed class RoutingEval
{
    public RoutingEval(IReadOnlyList<RouterExample> train, IReadOnlyList<RoutingText> test, RouterOptions options)
    {
        var begun = Stopwatch.GetTimestamp();
        var router = Router.Train(train, options);
        TrainTime = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        Texts = [.. test.Select(text => new RoutedText(text, router.Route(text.Text)))];
        RouteTime = Stopwatch.GetElapsedTime(begun) / test.Count;
    }

    public IReadOnlyList<RoutedText> Texts { get; }

    /// <summary>The training time.</summary>
    public TimeSpan TrainTime { get; }

    /// <summary>The mean time per text.</summary>
    public TimeSpan RouteTime { get; }

    /// <summary>The figures.</summary>
    /// <param name="personRoute">The route of texts that ask for a person, or null.</param>
    public RoutingFigures Figures(string? personRoute)
    {
        var inside = Texts.Where(text => text.InScope).ToList();
        var outside = Texts.Where(text => !text.InScope).ToList();
        var chosen = inside.Sum(text => text.Said.Chosen.Count());
        var right = inside.Sum(text => text.Said.Chosen.Count(route => text.Asked.Routes.Contains(route.Name)));
        var asked = inside.Sum(text => text.Asked.Routes.Count);
        return new()
        {
            Texts = Texts.Count,
            OutOfScope = outside.Count,
            TrainSeconds = TrainTime.TotalSeconds,
            RouteMicroseconds = RouteTime.TotalMicroseconds,
            Accuracy = Share(inside.Count(text => text.BestIsRight), inside.Count),
            ExactSet = Share(inside.Count(text => text.SetIsRight), inside.Count),
            Precision = Share(right, chosen),
            Recall = Share(right, asked),
            F1 = Share(2 * right, chosen + asked),
            CalibrationError = inside.Count == 0 ? null : Reliability.Of(inside.Select(text => text.BestAnswer)).Error,
            KeptInScope = Share(inside.Count(text => !text.Said.OutOfScope), inside.Count),
            OutOfScopeRecall = Share(outside.Count(text => text.Said.OutOfScope), outside.Count),
            OutOfScopeAuroc = Auroc(inside, outside),
            PersonPrecision = personRoute is null
                ? null
                : Share(Texts.Count(text => Wants(text) && text.Said.WantsPerson), Texts.Count(text => text.Said.WantsPerson)),
            PersonRecall = personRoute is null
                ? null
                : Share(Texts.Count(text => Wants(text) && text.Said.WantsPerson), Texts.Count(Wants)),
        };

        bool Wants(RoutedText text) => text.Asked.Routes.Contains(personRoute);
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    // The share of pairs in which the out-of-scope text has the higher out-of-scope probability (Mann and Whitney). A tie counts half.
    private static double? Auroc(List<RoutedText> inside, List<RoutedText> outside)
    {
        if (inside.Count == 0 || outside.Count == 0)
            return null;
        var sorted = inside.Select(text => text.Said.OutOfScopeProbability).Order().ToArray();
        var wins = 0.0;
        foreach (var text in outside)
        {
            var (below, above) = (
                FirstAt(sorted, text.Said.OutOfScopeProbability, false),
                FirstAt(sorted, text.Said.OutOfScopeProbability, true)
            );
            wins += below + ((above - below) / 2.0);
        }

        return wins / ((double)inside.Count * outside.Count);
    }

    private static int FirstAt(double[] sorted, double value, bool beyond)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (beyond && sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
