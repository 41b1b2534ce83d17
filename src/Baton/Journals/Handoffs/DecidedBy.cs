namespace Baton.Journals.Handoffs;

/// <summary>Who or what gave an issue to its owner and moved the conversation there.</summary>
internal sealed record DecidedBy
{
    /// <summary>The participant that gave the issue to its owner; null if there is no issue.</summary>
    public string? Participant { get; init; }

    /// <summary>That participant's model, as <c>provider/name</c> if known.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The router that decided in the participant's place, by its id in <c>message_routed</c>; null if the participant decided.
    /// </summary>
    public string? Router { get; init; }

    /// <summary>
    /// The rule by which the runtime moved the conversation, one of <see cref="HandoffRule"/>; null if the participant moved it.
    /// </summary>
    public string? Rule { get; init; }
}
