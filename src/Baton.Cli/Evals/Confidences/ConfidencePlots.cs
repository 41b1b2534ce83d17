using System.Globalization;
using Baton.Cli.Evals.Plots;

namespace Baton.Cli.Evals.Confidences;

/// <summary>How far a confidence can be trusted, as drawings.</summary>
internal static class ConfidencePlots
{
    /// <summary>How often answers are right, by how sure they are.</summary>
    public static string ReliabilityOf(Reliability reliability, string across)
    {
        var chart = new Chart("Reliability: how often it is right, by how sure it is", across, "share that is right", 1, 1);
        var most = Math.Max(1, reliability.Bins.Max(bin => bin.Count));
        for (var at = 0; at < reliability.Bins.Count; at++)
        {
            var bin = reliability.Bins[at];
            if (bin.Count > 0)
                chart.Bar((double)at / reliability.Bins.Count, (at + 1.0) / reliability.Bins.Count, bin.Accuracy, 0.25 + (0.75 * Math.Sqrt((double)bin.Count / most)));
        }

        chart.Guide(0, 0, 1, 1);
        chart.Note(0.04, 0.93, string.Create(CultureInfo.InvariantCulture, $"ECE {reliability.Error:0.0000}; darker bars hold more texts"));
        return chart.ToString();
    }

    /// <summary>Acting on the surest answers first: what goes wrong among those.</summary>
    /// <param name="curve">The answers.</param>
    /// <param name="mark">A threshold to mark; null for none.</param>
    public static string RiskOf(RiskCurve curve, RiskPoint? mark = null)
    {
        var most = Math.Max(0.05, Math.Ceiling((curve.Points[^1].Risk ?? 0) * 20) / 20);
        var chart = new Chart("Risk against coverage", "share of all texts that is acted on, the surest first", "share of those that goes wrong", 1, most);
        chart.Curve(curve.Points.Select(point => (point.Coverage, point.Risk ?? 0)), "#3b76b0");
        chart.Note(0.04, most * 0.93, string.Create(CultureInfo.InvariantCulture, $"area {curve.Area:0.0000}"));
        if (mark is not null)
        {
            chart.Guide(mark.Coverage, 0, mark.Coverage, most);
            chart.Note(0.04, most * 0.87, string.Create(CultureInfo.InvariantCulture, $"dashed: the suggested threshold, {mark.Threshold}"));
        }

        return chart.ToString();
    }
}
