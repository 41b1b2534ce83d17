namespace Baton.Cli.Evals.Routing;

/// <summary>The router's answer to a test text.</summary>
internal sealed record PredictedText(
    string Text,
    IEnumerable<PredictedRoute> Routes,
    bool OutOfScope,
    double OutOfScopeScore,
    bool WantsPerson,
    double WantsPersonScore,
    IEnumerable<PredictedPart>? Parts
);

/// <summary>One of the likeliest routes of a text.</summary>
internal sealed record PredictedRoute(string Route, double Score, bool Chosen);

/// <summary>A part of a text, with its likeliest route.</summary>
internal sealed record PredictedPart(string Text, int Start, string Route, double Score);
