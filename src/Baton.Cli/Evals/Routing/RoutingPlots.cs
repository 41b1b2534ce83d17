using System.Globalization;
using Baton.Cli.Evals.Plots;

namespace Baton.Cli.Evals.Routing;

/// <summary>What a router's answers look like.</summary>
internal static class RoutingPlots
{
    private const int MostNames = 40;
    private const string None = "(nobody)";

    /// <summary>Writes the plots to a folder.</summary>
    public static void Write(IReadOnlyList<RoutedText> texts, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "reliability.svg"), ReliabilityOf(texts));
        File.WriteAllText(Path.Combine(folder, "risk.svg"), RiskOf(texts));
        File.WriteAllText(Path.Combine(folder, "confusion.svg"), ConfusionOf(texts));
    }

    private static string ReliabilityOf(IReadOnlyList<RoutedText> texts)
    {
        var reliability = Reliability.Of(texts.Where(text => text.InScope));
        var chart = new Chart("Reliability: how often it is right, by how sure it is", "confidence of the best route", "share that is right", 1, 1);
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

    // Answering the surest texts first: what is answered wrongly, or should not be answered at all, among those answered.
    private static string RiskOf(IReadOnlyList<RoutedText> texts)
    {
        var wrong = 0;
        var curve = texts
            .OrderByDescending(text => text.Said.Confidence)
            .Select((text, at) => (X: (at + 1.0) / texts.Count, Y: (wrong += text.InScope && text.BestIsRight ? 0 : 1) / (at + 1.0)))
            .ToList();
        var most = Math.Max(0.05, Math.Ceiling(curve[^1].Y * 20) / 20);
        var chart = new Chart("Risk against coverage", "share of all texts that is acted on, the surest first", "share of those that goes wrong", 1, most);
        chart.Curve(curve, "#3b76b0");
        chart.Note(0.04, most * 0.93, string.Create(CultureInfo.InvariantCulture, $"area {curve.Average(point => point.Y):0.0000}"));
        return chart.ToString();
    }

    private static string ConfusionOf(IReadOnlyList<RoutedText> texts)
    {
        var pairs = texts.SelectMany(Pairs).ToList();
        var mistakes = pairs.Where(pair => pair.Right != pair.Said).ToList();
        var names = pairs.SelectMany(pair => new[] { pair.Right, pair.Said }).Distinct().ToList();

        // Of many routes, those that are mistaken most.
        var shown = names
            .OrderByDescending(name => names.Count <= MostNames ? 0 : mistakes.Count(pair => pair.Right == name || pair.Said == name))
            .ThenBy(name => name, StringComparer.Ordinal)
            .Take(MostNames)
            .Order(StringComparer.Ordinal)
            .ToList();
        var counts = pairs.CountBy(pair => pair).ToDictionary();
        var cell = Math.Clamp(500.0 / shown.Count, 14, 40);
        const double left = 190;
        const double top = 210;
        var svg = new Svg(left + (cell * shown.Count) + 30, top + (cell * shown.Count) + 30);
        svg.Text(12, 26, names.Count > shown.Count ? $"Who should take it (down) and who was chosen (across): the {shown.Count} most mistaken of {names.Count}" : "Who should take it (down) and who was chosen (across)", size: 15);
        for (var row = 0; row < shown.Count; row++)
        {
            svg.Text(left - 6, top + (cell * (row + 0.5)) + 4, Short(shown[row]), "end", 11);
            svg.Text(left + (cell * (row + 0.5)) + 4, top - 6, Short(shown[row]), "start", 11, -60);
            var all = Math.Max(1, pairs.Count(pair => pair.Right == shown[row]));
            for (var column = 0; column < shown.Count; column++)
            {
                var count = counts.GetValueOrDefault((shown[row], shown[column]));
                svg.Box(left + (cell * column), top + (cell * row), cell - 1, cell - 1, row == column ? "#3b76b0" : "#b0413e", count == 0 ? 0.04 : 0.15 + (0.85 * Math.Sqrt((double)count / all)));
                if (count > 0)
                    svg.Text(left + (cell * (column + 0.5)) - 0.5, top + (cell * (row + 0.5)) + (cell * 0.12), count.ToString(CultureInfo.InvariantCulture), "middle", Math.Min(10, cell * 0.42));
            }
        }

        return svg.ToString();
    }

    private static IEnumerable<(string Right, string Said)> Pairs(RoutedText text)
    {
        IReadOnlyList<string> right = text.InScope ? text.Asked.Routes : [None];
        IReadOnlyList<string> said = text.Said.OutOfScope || text.Said.Best is null ? [None] : [.. text.Said.Chosen.Select(route => route.Name)];
        foreach (var route in right.Intersect(said))
            yield return (route, route);

        // What is missing against what came instead; with neither, nobody.
        var missing = right.Except(said).DefaultIfEmpty(None).ToList();
        var instead = said.Except(right).DefaultIfEmpty(None).ToList();
        foreach (var pair in missing.SelectMany(_ => instead, (route, other) => (route, other)))
        {
            if (pair.route != pair.other)
                yield return pair;
        }
    }

    private static string Short(string name) => name.Length <= 26 ? name : name[..25] + "…";
}
