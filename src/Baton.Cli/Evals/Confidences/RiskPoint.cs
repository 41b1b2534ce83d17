namespace Baton.Cli.Evals.Confidences;

/// <summary>What is acted on from a threshold on.</summary>
/// <param name="Threshold">The least confidence that is acted on.</param>
/// <param name="Answers">How many answers there are.</param>
/// <param name="Acted">How many of them are acted on.</param>
/// <param name="Wrong">How many of those are wrong.</param>
/// <param name="HeldWrongly">How many are held back though they are right.</param>
internal sealed record RiskPoint(double Threshold, int Answers, int Acted, int Wrong, int HeldWrongly)
{
    /// <summary>The share of the answers that is acted on.</summary>
    public double Coverage => (double)Acted / Answers;

    /// <summary>The share of those acted on that is wrong; null when none is.</summary>
    public double? Risk => Acted == 0 ? null : (double)Wrong / Acted;

    /// <summary>How many are held back.</summary>
    public int Held => Answers - Acted;

    /// <summary>How many are held back that are wrong.</summary>
    public int HeldRightly => Held - HeldWrongly;
}
