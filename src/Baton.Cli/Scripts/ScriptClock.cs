namespace Baton.Cli.Scripts;

/// <summary>
/// A clock that stands still until a script moves it. Waits, such as for a model, take real time all the same: a clock that stood still there
/// would never give one up.
/// </summary>
/// <param name="begin">What it shows first.</param>
internal sealed class ScriptClock(DateTimeOffset begin) : TimeProvider
{
    private long ticks = begin.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Moves it; never back.</summary>
    public void MoveTo(DateTimeOffset moment) => Interlocked.Exchange(ref ticks, Math.Max(moment.UtcTicks, Interlocked.Read(ref ticks)));
}
