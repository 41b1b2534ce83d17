using System.Diagnostics;
using Baton.Texts.Routers;

namespace Baton.Cli.Evals.Routing;

/// <summary>A test text with what the router said of it.</summary>
internal sealed record RoutedText(RoutingText Asked, Baton.Texts.Routers.Routing Said)
{
    /// <summary>Whether somebody should take it.</summary>
    public bool InScope => Asked.Routes.Count > 0;

    /// <summary>Whether the best route is one of the right ones.</summary>
    public bool BestIsRight => Said.Best is { } best && Asked.Routes.Contains(best.Name);

    /// <summary>How sure it was that the best route may be acted on, and whether it may: it is right, and not out of scope.</summary>
    public (double Confidence, bool Right) Answer => (Said.Confidence, InScope && BestIsRight);

    /// <summary>Whether exactly the right routes were chosen.</summary>
    public bool SetIsRight => Said.Chosen.Select(route => route.Name).ToHashSet().SetEquals(Asked.Routes);
}

/// <summary>Trains a router and asks it about every test text.</summary>
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

    /// <summary>How long the training took.</summary>
    public TimeSpan TrainTime { get; }

    /// <summary>How long a text took on average.</summary>
    public TimeSpan RouteTime { get; }

    /// <summary>The figures.</summary>
    /// <param name="personRoute">The route that means a wish for a person; null when none does.</param>
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
            CalibrationError = inside.Count == 0 ? null : Reliability.Of(inside).Error,
            KeptInScope = Share(inside.Count(text => !text.Said.OutOfScope), inside.Count),
            OutOfScopeRecall = Share(outside.Count(text => text.Said.OutOfScope), outside.Count),
            OutOfScopeAuroc = Auroc(inside, outside),
            PersonPrecision = personRoute is null ? null : Share(Texts.Count(text => Wants(text) && text.Said.WantsPerson), Texts.Count(text => text.Said.WantsPerson)),
            PersonRecall = personRoute is null ? null : Share(Texts.Count(text => Wants(text) && text.Said.WantsPerson), Texts.Count(Wants)),
        };

        bool Wants(RoutedText text) => text.Asked.Routes.Contains(personRoute);
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    // The share of pairs in which the text out of scope has the higher probability of it (Mann and Whitney); a tie counts half.
    private static double? Auroc(List<RoutedText> inside, List<RoutedText> outside)
    {
        if (inside.Count == 0 || outside.Count == 0)
            return null;
        var sorted = inside.Select(text => text.Said.OutOfScopeProbability).Order().ToArray();
        var wins = 0.0;
        foreach (var text in outside)
        {
            var (below, above) = (FirstAt(sorted, text.Said.OutOfScopeProbability, false), FirstAt(sorted, text.Said.OutOfScopeProbability, true));
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

/// <summary>How good a router is; null where the data has nothing to measure it on.</summary>
internal sealed record RoutingFigures
{
    /// <summary>How many test texts there were.</summary>
    public required int Texts { get; init; }

    /// <summary>How many of them nobody should take.</summary>
    public required int OutOfScope { get; init; }

    /// <summary>How long the training took.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>How long a text took on average.</summary>
    public required double RouteMicroseconds { get; init; }

    /// <summary>In scope: how often the best route is one of the right ones, whether or not the text was rejected.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>In scope: how often exactly the right routes were chosen.</summary>
    public required double? ExactSet { get; init; }

    /// <summary>In scope: chosen routes that are right, over all chosen ones.</summary>
    public required double? Precision { get; init; }

    /// <summary>In scope: right routes that were chosen, over all right ones.</summary>
    public required double? Recall { get; init; }

    /// <summary>The harmonic mean of both (micro-F1).</summary>
    public required double? F1 { get; init; }

    /// <summary>In scope: the expected calibration error of the best route's confidence, in 15 bins of equal width.</summary>
    public required double? CalibrationError { get; init; }

    /// <summary>The share of what is in scope that is not rejected.</summary>
    public required double? KeptInScope { get; init; }

    /// <summary>The share of what is out of scope that is rejected.</summary>
    public required double? OutOfScopeRecall { get; init; }

    /// <summary>The area under the curve of rejecting what is out of scope, over rejecting what is in scope.</summary>
    public required double? OutOfScopeAuroc { get; init; }

    /// <summary>Texts that ask for a person, over all that are said to.</summary>
    public required double? PersonPrecision { get; init; }

    /// <summary>Texts that are said to ask for a person, over all that do.</summary>
    public required double? PersonRecall { get; init; }
}
