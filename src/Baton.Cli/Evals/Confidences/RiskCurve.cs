namespace Baton.Cli.Evals.Confidences;

/// <summary>Risk against coverage: what acting on the surest answers only costs, and what it leaves (El-Yaniv and Wiener, JMLR 2010).</summary>
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

            // No threshold can part answers of one confidence.
            if (at + 1 == sorted.Length || sorted[at + 1].Confidence < sorted[at].Confidence)
                points.Add(new(Short(sorted[at].Confidence, at + 1 == sorted.Length ? -1 : sorted[at + 1].Confidence), sorted.Length, at + 1, wrong, right));
        }

        Points = points;
    }

    /// <summary>A point for each confidence that occurs, from high thresholds to low.</summary>
    public IReadOnlyList<RiskPoint> Points { get; }

    /// <summary>The area below: the mean risk over the points, by the answers that each adds.</summary>
    public double Area => Points.Select((point, at) => (point.Acted - (at == 0 ? 0 : Points[at - 1].Acted)) * (point.Risk ?? 0)).Sum() / sorted.Length;

    /// <summary>What a threshold, of whatever origin, does here.</summary>
    public RiskPoint At(double threshold)
    {
        var acted = sorted.TakeWhile(answer => answer.Confidence >= threshold).ToList();
        var right = acted.Count(answer => answer.Right);
        return new(threshold, sorted.Length, acted.Count, acted.Count - right, sorted.Count(answer => answer.Right) - right);
    }

    /// <summary>The highest threshold that acts on a share of the answers at least.</summary>
    public RiskPoint ForCoverage(double share) => Points.First(point => point.Acted >= share * sorted.Length);

    /// <summary>The threshold that acts on most answers, of all at which this share of those acted on is right; null when there is none.</summary>
    public RiskPoint? ForPrecision(double precision) => Points.LastOrDefault(point => point.Acted - point.Wrong >= precision * point.Acted);

    // The shortest number that parts the answers at the same place, to be written in a team file.
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
