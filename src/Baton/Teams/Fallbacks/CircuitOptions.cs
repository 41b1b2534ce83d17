namespace Baton.Teams.Fallbacks;

/// <summary>
/// When a model of a provider is left alone by every conversation of a runtime because it keeps failing. Failures that stay or pass count;
/// refusals, faulty requests and histories that are too long do not: the provider is there.
/// </summary>
public sealed record CircuitOptions
{
    /// <summary>The part of the attempts in <see cref="Window"/> that has to fail, above 0 and up to 1. Default: 0.5.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>How many attempts there have to be in <see cref="Window"/>, from 2. Default: 6.</summary>
    public int MinimumAttempts { get; init; } = 6;

    /// <summary>How far back attempts count, from 500 milliseconds to a day. Default: 30 seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the model is left alone, from 500 milliseconds to a day. Then one attempt is let through: if it succeeds all are, and if it
    /// fails the model is left alone again. Default: 10 seconds.
    /// </summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(10);
}
