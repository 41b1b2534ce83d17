namespace Baton.Cli.Serving;

/// <summary>
/// A clock that stands still until a script moves it. Timeouts, such as a model's, still take real time: with a stopped clock they would
/// never end.
/// </summary>
/// <param name="begin">The start time.</param>
internal sealed class ScriptClock(DateTimeOffset begin) : TimeProvider
{
    private long ticks = begin.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Moves the clock forward. It never moves back.</summary>
    public void MoveTo(DateTimeOffset moment) => Interlocked.Exchange(ref ticks, Math.Max(moment.UtcTicks, Interlocked.Read(ref ticks)));
}
