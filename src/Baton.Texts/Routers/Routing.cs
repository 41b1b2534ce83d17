namespace Baton.Texts.Routers;

/// <summary>A router's verdict on a message.</summary>
public sealed record Routing
{
    /// <summary>
    /// All routes, best first. If a message has one route, their confidences add up to 1. If examples have several routes, or the message
    /// has several parts, each confidence is independent.
    /// </summary>
    public required IReadOnlyList<RankedRoute> Routes { get; init; }

    /// <summary>Whether it is out of scope: <see cref="OutOfScopeProbability"/> is above that of almost all messages in scope.</summary>
    public required bool OutOfScope { get; init; }

    /// <summary>The probability, 0 to 1, that nobody here should take the message.</summary>
    public required double OutOfScopeProbability { get; init; }

    /// <summary>Whether the customer asks for a person.</summary>
    public required bool WantsPerson { get; init; }

    /// <summary>The probability, 0 to 1, that the customer asks for a person.</summary>
    public required double WantsPersonProbability { get; init; }

    /// <summary>The message in parts, in order: one part for a message with one issue, none for a message without words.</summary>
    public required IReadOnlyList<RoutingPart> Parts { get; init; }

    /// <summary>The best route; null if the router knows none.</summary>
    public RankedRoute? Best => Routes.Count > 0 ? Routes[0] : null;

    /// <summary>
    /// The routes that should take the message: those with a confidence of at least a half, and the best one in any case.
    /// </summary>
    public IEnumerable<RankedRoute> Chosen => Routes.TakeWhile((route, at) => at == 0 || route.Confidence >= 0.5);

    /// <summary>
    /// The probability, 0 to 1, that the message is in scope and the best route is right. Compare a threshold for acting with this.
    /// </summary>
    public double Confidence => (Best?.Confidence ?? 0) * (1 - OutOfScopeProbability);
}

/// <summary>A route that a message could take.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Confidence">The probability, 0 to 1, that this is right, if somebody here should take the message at all.</param>
public sealed record RankedRoute(string Name, double Confidence);

/// <summary>A part of a message that is about one thing.</summary>
/// <param name="Text">Its words, without what joins it to the part before.</param>
/// <param name="Start">Where these words begin in the message, in UTF-16 code units.</param>
/// <param name="Routes">All routes for this part alone, best first.</param>
/// <param name="OutOfScope">Whether nobody here should take this part.</param>
public sealed record RoutingPart(string Text, int Start, IReadOnlyList<RankedRoute> Routes, bool OutOfScope)
{
    /// <summary>The probability, 0 to 1, that nobody here should take this part.</summary>
    public double OutOfScopeProbability { get; init; }

    /// <summary>The probability, 0 to 1, that this part is in scope and its best route is right.</summary>
    public double Confidence => Routes.Count > 0 ? Routes[0].Confidence * (1 - OutOfScopeProbability) : 0;
}
