namespace Baton.Texts.Routers;

/// <summary>What came before a message. Most messages stay where the conversation is; the words decide whether one moves on.</summary>
public sealed record RoutingContext
{
    /// <summary>The route that has the conversation now; null when nobody has it yet.</summary>
    public string? Holder { get; init; }

    /// <summary>The routes that had the conversation before, or have an issue open. The order does not matter.</summary>
    public IReadOnlyCollection<string> Seen { get; init; } = [];

    /// <summary>The customer's messages since the last time that the conversation went to a route, oldest first. The last few are read.</summary>
    public IReadOnlyList<string> Unanswered { get; init; } = [];

    /// <summary>The routes that may take the message; null, the default, means all that the router knows.</summary>
    public IReadOnlyCollection<string>? Candidates { get; init; }
}
