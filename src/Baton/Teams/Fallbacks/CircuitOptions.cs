namespace Baton.Teams.Fallbacks;

/// <summary>
/// When all conversations of a runtime stop calling a model of a provider because it keeps failing. Transient and permanent failures count.
/// Refusals, faulty requests and histories that are too long do not, because the provider is available.
/// </summary>
public sealed record CircuitOptions
{
    /// <summary>The share of the attempts in <see cref="Window"/> that must fail, above 0 and up to 1. Default: 0.5.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>The least number of attempts in <see cref="Window"/>, at least 2. Default: 6.</summary>
    public int MinimumAttempts { get; init; } = 6;

    /// <summary>How far back attempts count, from 500 milliseconds to a day. Default: 30 seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the model is not called, from 500 milliseconds to a day. Then one attempt is let through. If it succeeds the circuit
    /// closes, and if it fails the break starts again. Default: 10 seconds.
    /// </summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(10);
}
