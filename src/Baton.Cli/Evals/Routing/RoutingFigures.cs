namespace Baton.Cli.Evals.Routing;

/// <summary>The quality of a router. A figure is null if the data has no texts for it.</summary>
internal sealed record RoutingFigures
{
    /// <summary>The number of test texts.</summary>
    public required int Texts { get; init; }

    /// <summary>How many of them are out of scope.</summary>
    public required int OutOfScope { get; init; }

    /// <summary>The training time.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>The mean time per text.</summary>
    public required double RouteMicroseconds { get; init; }

    /// <summary>In scope: the share of texts whose best route is right, whether or not the text was rejected.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>In scope: the share of texts for which exactly the right routes were chosen.</summary>
    public required double? ExactSet { get; init; }

    /// <summary>In scope: the share of the chosen routes that is right.</summary>
    public required double? Precision { get; init; }

    /// <summary>In scope: the share of the right routes that was chosen.</summary>
    public required double? Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall (micro-F1).</summary>
    public required double? F1 { get; init; }

    /// <summary>In scope: the expected calibration error of the best route's confidence, in 15 bins of equal width.</summary>
    public required double? CalibrationError { get; init; }

    /// <summary>The share of the texts in scope that is not rejected.</summary>
    public required double? KeptInScope { get; init; }

    /// <summary>The share of the texts out of scope that is rejected.</summary>
    public required double? OutOfScopeRecall { get; init; }

    /// <summary>The area under the ROC curve of out-of-scope detection.</summary>
    public required double? OutOfScopeAuroc { get; init; }

    /// <summary>The precision of detecting texts that ask for a person.</summary>
    public required double? PersonPrecision { get; init; }

    /// <summary>The recall of detecting texts that ask for a person.</summary>
    public required double? PersonRecall { get; init; }
}
