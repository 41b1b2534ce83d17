using System.Globalization;
using Baton.Cli.Evals.Confidences;
using Baton.Cli.Evals.Plots;

namespace Baton.Cli.Evals.Routing;

/// <summary>Draws a router's reliability, risk and confusion.</summary>
internal static class RoutingPlots
{
    private const int MostNames = 40;
    private const string None = "(out of scope)";

    /// <summary>Writes the plots to a folder.</summary>
    public static void Write(IReadOnlyList<RoutedText> texts, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "reliability.svg"),
            ConfidencePlots.ReliabilityOf(
                Reliability.Of(texts.Where(text => text.InScope).Select(text => text.BestAnswer)),
                "confidence of the best route"
            )
        );
        File.WriteAllText(Path.Combine(folder, "risk.svg"), ConfidencePlots.RiskOf(new(texts.Select(text => text.Answer))));
        File.WriteAllText(Path.Combine(folder, "confusion.svg"), ConfusionOf(texts));
    }

    private static string ConfusionOf(IReadOnlyList<RoutedText> texts)
    {
        var pairs = texts.SelectMany(Pairs).ToList();
        var mistakes = pairs.Where(pair => pair.Right != pair.Said).ToList();
        var names = pairs.SelectMany(pair => new[] { pair.Right, pair.Said }).Distinct().ToList();

        // If there are too many routes, those with the most mistakes.
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
        svg.Text(
            12,
            26,
            names.Count > shown.Count
                ? $"Confusion matrix, right route (rows) and chosen route (columns): the {shown.Count} of {names.Count} routes with the "
                    + "most mistakes"
                : "Confusion matrix: right route (rows) and chosen route (columns)",
            size: 15
        );
        for (var row = 0; row < shown.Count; row++)
        {
            svg.Text(left - 6, top + (cell * (row + 0.5)) + 4, Short(shown[row]), "end", 11);
            svg.Text(left + (cell * (row + 0.5)) + 4, top - 6, Short(shown[row]), "start", 11, -60);
            var all = Math.Max(1, pairs.Count(pair => pair.Right == shown[row]));
            for (var column = 0; column < shown.Count; column++)
            {
                var count = counts.GetValueOrDefault((shown[row], shown[column]));
                svg.Box(
                    left + (cell * column),
                    top + (cell * row),
                    cell - 1,
                    cell - 1,
                    row == column ? "#3b76b0" : "#b0413e",
                    count == 0 ? 0.04 : 0.15 + (0.85 * Math.Sqrt((double)count / all))
                );
                if (count > 0)
                    svg.Text(
                        left + (cell * (column + 0.5)) - 0.5,
                        top + (cell * (row + 0.5)) + (cell * 0.12),
                        count.ToString(CultureInfo.InvariantCulture),
                        "middle",
                        Math.Min(10, cell * 0.42)
                    );
            }
        }

        return svg.ToString();
    }

    private static IEnumerable<(string Right, string Said)> Pairs(RoutedText text)
    {
        IReadOnlyList<string> right = text.InScope ? text.Asked.Routes : [None];
        IReadOnlyList<string> said =
            text.Said.OutOfScope || text.Said.Best is null ? [None] : [.. text.Said.Chosen.Select(route => route.Name)];
        foreach (var route in right.Intersect(said))
            yield return (route, route);

        // Pairs each missing route with each wrong one. If there is none on one side, with out of scope.
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
