namespace Baton;

/// <summary>
/// How long an agent may hold the baton in one stretch, from taking it to handing over. What is reached escalates. What is null does not
/// limit.
/// </summary>
public sealed record HoldLimits
{
    /// <summary>What limits nothing.</summary>
    public static readonly HoldLimits None = new();

    /// <summary>
    /// The time on the clock, while it has a message to answer or an issue that has not ended; the time in which a person is to approve its
    /// call does not count. It fires also when nothing arrives. Default: null, no limit.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The customer's messages that it may work on, the one with which it took the baton included. Default: null, no limit.</summary>
    public int? Turns { get; init; }
}
