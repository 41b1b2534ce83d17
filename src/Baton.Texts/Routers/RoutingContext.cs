namespace Baton.Texts.Routers;

/// <summary>The conversation before a message. Most messages stay with the holder; the words decide whether one does not.</summary>
public sealed record RoutingContext
{
    /// <summary>The route that has the conversation now; null for none.</summary>
    public string? Holder { get; init; }

    /// <summary>The routes that had the conversation before, or have an issue open. The order does not matter.</summary>
    public IReadOnlyCollection<string> Seen { get; init; } = [];

    /// <summary>The customer's messages since the conversation last went to a route, oldest first. The last few are read.</summary>
    public IReadOnlyList<string> Unanswered { get; init; } = [];

    /// <summary>The routes that may take the message; null, the default, means all that the router knows.</summary>
    public IReadOnlyCollection<string>? Candidates { get; init; }
}
