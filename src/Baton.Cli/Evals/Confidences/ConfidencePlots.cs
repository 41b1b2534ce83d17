using System.Globalization;
using Baton.Cli.Evals.Plots;

namespace Baton.Cli.Evals.Confidences;

/// <summary>Draws reliability diagrams and risk-coverage curves.</summary>
internal static class ConfidencePlots
{
    /// <summary>Draws a reliability diagram: accuracy by confidence.</summary>
    public static string ReliabilityOf(Reliability reliability, string across)
    {
        var chart = new Chart("Reliability: accuracy by confidence", across, "accuracy", 1, 1);
        var most = Math.Max(1, reliability.Bins.Max(bin => bin.Count));
        for (var at = 0; at < reliability.Bins.Count; at++)
        {
            var bin = reliability.Bins[at];
            if (bin.Count > 0)
                chart.Bar(
                    (double)at / reliability.Bins.Count,
                    (at + 1.0) / reliability.Bins.Count,
                    bin.Accuracy,
                    0.25 + (0.75 * Math.Sqrt((double)bin.Count / most))
                );
        }

        chart.Guide(0, 0, 1, 1);
        chart.Note(0.04, 0.93, string.Create(CultureInfo.InvariantCulture, $"ECE {reliability.Error:0.0000}; darker bars have more texts"));
        return chart.ToString();
    }

    /// <summary>Draws a risk-coverage curve: the error rate when only the most confident answers are accepted.</summary>
    /// <param name="curve">The answers.</param>
    /// <param name="mark">A threshold to mark, or null.</param>
    public static string RiskOf(RiskCurve curve, RiskPoint? mark = null)
    {
        var most = Math.Max(0.05, Math.Ceiling((curve.Points[^1].Risk ?? 0) * 20) / 20);
        var chart = new Chart(
            "Risk against coverage",
            "coverage: share of texts that is accepted, the most confident first",
            "risk: share of those that is wrong",
            1,
            most
        );
        chart.Curve(curve.Points.Select(point => (point.Coverage, point.Risk ?? 0)), "#3b76b0");
        chart.Note(0.04, most * 0.93, string.Create(CultureInfo.InvariantCulture, $"area {curve.Area:0.0000}"));
        if (mark is not null)
        {
            chart.Guide(mark.Coverage, 0, mark.Coverage, most);
            chart.Note(
                0.04,
                most * 0.87,
                string.Create(CultureInfo.InvariantCulture, $"dashed: the suggested threshold, {mark.Threshold}")
            );
        }

        return chart.ToString();
    }
}
