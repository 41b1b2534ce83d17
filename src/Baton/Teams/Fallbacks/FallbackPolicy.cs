namespace Baton.Teams.Fallbacks;

/// <summary>What is done when an agent's model fails: the rungs of the ladder before people and the degraded answer.</summary>
public sealed record FallbackPolicy
{
    /// <summary>How often the same model is asked again after a failure that passes; 0 for never. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>
    /// How long is waited before the first repetition; each later one waits twice as long, up to <see cref="LongestRetryDelay"/>, and some
    /// chance keeps conversations from coming back all at once. A longer time that the provider asks for is kept to. Default: 500 milliseconds.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest wait before a repetition. A provider that asks for more is not waited for: the next rung is taken. Default: 20 seconds.
    /// </summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The agent that takes over what another could not do, told what failed. It needs no handoff to it. Default: nobody, and a person or the
    /// degraded answer is next.
    /// </summary>
    public Agent? Generalist { get; init; }

    /// <summary>What an answer has to fit. Default: <see cref="ValidationPolicy"/>'s own defaults.</summary>
    public ValidationPolicy Validation { get; init; } = new();

    /// <summary>
    /// When a customer who waits for an answer is told that it takes long, once for each message; null for never. It counts at the team, not at an
    /// agent. Default: 20 seconds.
    /// </summary>
    public TimeSpan? InterimAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What the runtime itself tells customers. It counts at the team, not at an agent. Default: Baton's own words, in English.</summary>
    public FallbackTexts Texts { get; init; } = new();
}
