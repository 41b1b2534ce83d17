namespace Baton.Cli.Evals.Confidences;

/// <summary>Answers whose confidence lies within one bin.</summary>
/// <param name="Count">The number of answers.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">The share of them that is right.</param>
internal readonly record struct ReliabilityBin(int Count, double Confidence, double Accuracy);
