namespace Baton.Cli.Evals.Confidences;

/// <summary>
/// A reliability diagram: the answers in 15 bins of equal confidence width, each with its mean confidence and its accuracy.
/// </summary>
/// <param name="Bins">The bins, from low confidence to high. An empty bin counts 0 answers.</param>
internal sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins)
{
    private const int Count = 15;

    /// <summary>
    /// The expected calibration error: the mean difference between confidence and accuracy, weighted by the number of answers in each bin.
    /// </summary>
    public double Error => Bins.Sum(bin => bin.Count * Math.Abs(bin.Confidence - bin.Accuracy)) / Math.Max(1, Bins.Sum(bin => bin.Count));

    /// <summary>Sorts answers into bins.</summary>
    public static Reliability Of(IEnumerable<(double Confidence, bool Right)> answers)
    {
        var bins = new (int Count, double Confidence, int Right)[Count];
        foreach (var (confidence, right) in answers)
        {
            ref var bin = ref bins[Math.Clamp((int)Math.Ceiling(confidence * Count) - 1, 0, Count - 1)];
            bin = (bin.Count + 1, bin.Confidence + confidence, bin.Right + (right ? 1 : 0));
        }

        return new([
            .. bins.Select(bin =>
                bin.Count == 0 ? default : new ReliabilityBin(bin.Count, bin.Confidence / bin.Count, (double)bin.Right / bin.Count)
            ),
        ]);
    }
}
