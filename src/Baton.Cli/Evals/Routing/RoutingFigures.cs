namespace Baton.Cli.Evals.Routing;

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
