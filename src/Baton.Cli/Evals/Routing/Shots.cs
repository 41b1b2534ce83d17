namespace Baton.Cli.Evals.Routing;

/// <summary>Samples a few texts of each route.</summary>
internal static class Shots
{
    /// <summary>Chooses this many texts of each route at random, and all texts out of scope, in the order of the data.</summary>
    public static List<RoutingText> Choose(IReadOnlyList<RoutingText> texts, int count, int seed)
    {
        // A text with several routes counts for each of them.
        var left = texts.SelectMany(text => text.Routes).Distinct().ToDictionary(route => route, _ => count);
        var order = Enumerable.Range(0, texts.Count).ToArray();
        new Random(seed).Shuffle(order);
        var chosen = new List<int>();
        foreach (var at in order)
        {
            var routes = texts[at].Routes;
            if (routes.Count > 0 && !routes.Any(route => left[route] > 0))
                continue;
            chosen.Add(at);
            foreach (var route in routes)
                left[route]--;
        }

        chosen.Sort();
        return chosen.ConvertAll(at => texts[at]);
    }
}
