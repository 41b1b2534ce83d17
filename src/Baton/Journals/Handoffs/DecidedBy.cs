namespace Baton.Journals.Handoffs;

/// <summary>Who or what decided that an issue is somebody's, and that the baton goes there now.</summary>
public sealed record DecidedBy
{
    /// <summary>The participant who gave the issue to its owner; null when there is no issue.</summary>
    public string? Participant { get; init; }

    /// <summary>That participant's model, as <c>provider/name</c> where known.</summary>
    public string? Model { get; init; }

    /// <summary>The router that decided in the participant's place, as <c>message_routed</c> names it; null when the participant itself did.</summary>
    public string? Router { get; init; }

    /// <summary>The rule that moved the baton, one of <see cref="HandoffRule"/>; null when the participant moved it.</summary>
    public string? Rule { get; init; }
}
