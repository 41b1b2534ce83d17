namespace Baton.Cli.Evals.Routing;

/// <summary>A test text and the router's answer to it.</summary>
internal sealed record RoutedText(RoutingText Asked, Baton.Texts.Routers.Routing Said)
{
    /// <summary>Whether any route should take the text.</summary>
    public bool InScope => Asked.Routes.Count > 0;

    /// <summary>Whether the best route is one of the right ones.</summary>
    public bool BestIsRight => Said.Best is { } best && Asked.Routes.Contains(best.Name);

    /// <summary>The confidence of the best route, and whether that route is right.</summary>
    public (double Confidence, bool Right) BestAnswer => (Said.Best?.Confidence ?? 0, BestIsRight);

    /// <summary>
    /// The confidence that the router may act on its best route, and whether it may: the text is in scope and the route is right.
    /// </summary>
    public (double Confidence, bool Right) Answer => (Said.Confidence, InScope && BestIsRight);

    /// <summary>Whether the router chose exactly the right routes.</summary>
    public bool SetIsRight => Said.Chosen.Select(route => route.Name).ToHashSet().SetEquals(Asked.Routes);
}
