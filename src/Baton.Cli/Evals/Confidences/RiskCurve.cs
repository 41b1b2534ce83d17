namespace Baton.Cli.Evals.Confidences;

/// <summary>The risk-coverage curve of a confidence (El-Yaniv and Wiener, JMLR 2010).</summary>
internal sealed class RiskCurve
{
    private const int MostDigits = 15;

    private readonly (double Confidence, bool Right)[] sorted;

    /// <param name="answers">The answers; at least one.</param>
    public RiskCurve(IEnumerable<(double Confidence, bool Right)> answers)
    {
        sorted = [.. answers.OrderByDescending(answer => answer.Confidence)];
        var (wrong, right) = (0, sorted.Count(answer => answer.Right));
        var points = new List<RiskPoint>();
        for (var at = 0; at < sorted.Length; at++)
        {
            if (sorted[at].Right)
                right--;
            else
                wrong++;

            // No threshold can separate answers of equal confidence.
            if (at + 1 == sorted.Length || sorted[at + 1].Confidence < sorted[at].Confidence)
                points.Add(
                    new(
                        Short(sorted[at].Confidence, at + 1 == sorted.Length ? -1 : sorted[at + 1].Confidence),
                        sorted.Length,
                        at + 1,
                        wrong,
                        right
                    )
                );
        }

        Points = points;
    }

    /// <summary>One point for each distinct confidence, from high thresholds to low.</summary>
    public IReadOnlyList<RiskPoint> Points { get; }

    /// <summary>The area under the curve: the mean risk over all coverages.</summary>
    public double Area =>
        Points.Select((point, at) => (point.Acted - (at == 0 ? 0 : Points[at - 1].Acted)) * (point.Risk ?? 0)).Sum() / sorted.Length;

    /// <summary>What any threshold does on these answers.</summary>
    public RiskPoint At(double threshold)
    {
        var acted = sorted.TakeWhile(answer => answer.Confidence >= threshold).ToList();
        var right = acted.Count(answer => answer.Right);
        return new(threshold, sorted.Length, acted.Count, acted.Count - right, sorted.Count(answer => answer.Right) - right);
    }

    /// <summary>The highest threshold that accepts at least this share of the answers.</summary>
    public RiskPoint ForCoverage(double share) => Points.First(point => point.Acted >= share * sorted.Length);

    /// <summary>The lowest threshold at which at least this share of the accepted answers is right, or null if there is none.</summary>
    public RiskPoint? ForPrecision(double precision) => Points.LastOrDefault(point => point.Acted - point.Wrong >= precision * point.Acted);

    // The shortest number that separates the answers at the same place, because a person writes it into a team file.
    private static double Short(double confidence, double below)
    {
        for (var digits = 0; digits <= MostDigits; digits++)
        {
            var rounded = Math.Round(confidence, digits, MidpointRounding.ToZero);
            if (rounded <= confidence && rounded > below)
                return rounded;
        }

        return confidence;
    }
}
