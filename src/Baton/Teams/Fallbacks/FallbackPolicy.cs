namespace Baton.Teams.Fallbacks;

/// <summary>What to do when an agent's model fails: the rungs of the ladder before people and the degraded answer.</summary>
public sealed record FallbackPolicy
{
    /// <summary>How often the same model is called again after a transient failure; 0 for never. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>
    /// The wait before the first retry. Each later wait is twice as long, up to <see cref="LongestRetryDelay"/>, with jitter so that
    /// conversations do not return all at once. A longer wait that the provider asks for is respected. Default: 500 milliseconds.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest wait before a retry. If a provider asks for more, the next rung is taken at once. Default: 20 seconds.
    /// </summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How often an agent is asked to correct a reply while it holds the conversation; 0 for never. Each kind of fault (wrong arguments, a
    /// tool that there is not, an empty reply, …) is corrected once. Default: 3.
    /// </summary>
    public int Corrections { get; init; } = 3;

    /// <summary>
    /// The most tokens that a model may be allowed to write when its reply was cut off and is asked for again: up to twice as many as the
    /// reply had. 0 leaves the limit as it is. Default: 32,768.
    /// </summary>
    public int LongestReply { get; init; } = 32_768;

    /// <summary>
    /// The agent that takes over from an agent that failed, told what failed. It needs no handoff. Default: none; a person or the degraded
    /// answer is next.
    /// </summary>
    public Agent? Generalist { get; init; }

    /// <summary>The checks on an answer. Default: <see cref="ValidationPolicy"/>'s own defaults.</summary>
    public ValidationPolicy Validation { get; init; } = new();

    /// <summary>
    /// When a waiting customer is told that the answer takes longer, once for each message; null for never. Only the team's setting is
    /// used. Default: 20 seconds.
    /// </summary>
    public TimeSpan? InterimAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The runtime's own texts for customers. Only the team's setting is used. Default: Baton's texts, in English.</summary>
    public FallbackTexts Texts { get; init; } = new();
}
