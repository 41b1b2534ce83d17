namespace Baton.Cli.Evals.Routing;

/// <summary>What <c>eval routing</c> prints.</summary>
internal sealed record RoutingReport(int Learned, int Routes, RoutingFigures Figures);
