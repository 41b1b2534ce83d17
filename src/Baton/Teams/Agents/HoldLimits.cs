namespace Baton;

/// <summary>
/// How long an agent may hold the baton in one stretch, from taking it to handing over. Reaching a limit escalates. Null means no limit.
/// </summary>
public sealed record HoldLimits
{
    /// <summary>No limits.</summary>
    public static readonly HoldLimits None = new();

    /// <summary>
    /// The time on the clock while it has a message to answer or an issue that has not ended. Waiting for a person's approval does not
    /// count. It fires even if no message arrives. Default: null, no limit.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>
    /// How many of the customer's messages it may work on, including the one with which it took the baton. Default: null, no limit.
    /// </summary>
    public int? Turns { get; init; }
}
