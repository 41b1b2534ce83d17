namespace Baton.Cli.Evals.Confidences;

/// <summary>What a confidence threshold does: answers at or above it are accepted, the others are escalated.</summary>
/// <param name="Threshold">The lowest confidence that is accepted.</param>
/// <param name="Answers">The number of all answers.</param>
/// <param name="Acted">How many of them are accepted.</param>
/// <param name="Wrong">How many accepted answers are wrong.</param>
/// <param name="HeldWrongly">How many escalated answers are right.</param>
internal sealed record RiskPoint(double Threshold, int Answers, int Acted, int Wrong, int HeldWrongly)
{
    /// <summary>The share of the answers that is accepted.</summary>
    public double Coverage => (double)Acted / Answers;

    /// <summary>The share of the accepted answers that is wrong, or null if none is accepted.</summary>
    public double? Risk => Acted == 0 ? null : (double)Wrong / Acted;

    /// <summary>How many answers are escalated.</summary>
    public int Held => Answers - Acted;

    /// <summary>How many escalated answers are wrong.</summary>
    public int HeldRightly => Held - HeldWrongly;
}
