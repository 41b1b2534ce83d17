namespace Baton.Cli.Evals.Routing;

/// <summary>Texts whose best route has a confidence within a bin.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Confidence">The mean confidence.</param>
/// <param name="Accuracy">The share whose best route is right.</param>
internal readonly record struct ReliabilityBin(int Count, double Confidence, double Accuracy);

/// <summary>How far confidence holds: for 15 bins of equal width, how sure the router was and how often it was right.</summary>
/// <param name="Bins">The bins, from low confidence to high; empty ones count nothing.</param>
internal sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins)
{
    private const int Count = 15;

    /// <summary>The expected calibration error: the mean distance between confidence and accuracy, by the texts in each bin.</summary>
    public double Error => Bins.Sum(bin => bin.Count * Math.Abs(bin.Confidence - bin.Accuracy)) / Math.Max(1, Bins.Sum(bin => bin.Count));

    /// <summary>Sorts texts in scope into bins.</summary>
    public static Reliability Of(IEnumerable<RoutedText> texts) => Of(texts.Select(text => (text.Said.Best?.Confidence ?? 0, text.BestIsRight)));

    /// <summary>Sorts answers into bins.</summary>
    public static Reliability Of(IEnumerable<(double Confidence, bool Right)> answers)
    {
        var bins = new (int Count, double Confidence, int Right)[Count];
        foreach (var (confidence, right) in answers)
        {
            ref var bin = ref bins[Math.Clamp((int)Math.Ceiling(confidence * Count) - 1, 0, Count - 1)];
            bin = (bin.Count + 1, bin.Confidence + confidence, bin.Right + (right ? 1 : 0));
        }

        return new([.. bins.Select(bin => bin.Count == 0 ? default : new ReliabilityBin(bin.Count, bin.Confidence / bin.Count, (double)bin.Right / bin.Count))]);
    }
}
