namespace Baton.Journals;

/// <summary>
/// Keeps sums of times and waits of timers within what .NET can represent, whatever a clock says. Machines whose clock is wrong by years
/// write journals too, and their entries stay.
/// </summary>
internal static class TimeBounds
{
    /// <summary>The longest wait of a timer. .NET's own bound is 49 days. Whoever waits for longer looks again after this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    /// <summary>The latest time of an entry. It leaves room for the deadlines that are computed from it.</summary>
    public static readonly DateTimeOffset LatestEntry = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The moment after some time, at most the last one that can be written.</summary>
    public static DateTimeOffset Later(this DateTimeOffset from, TimeSpan by) =>
        by > DateTimeOffset.MaxValue - from ? DateTimeOffset.MaxValue
        : by < DateTimeOffset.MinValue - from ? DateTimeOffset.MinValue
        : from + by;

    /// <summary>
    /// How long a timer waits for that: from zero to <see cref="LongestWait"/>, in whole milliseconds and never less, because .NET cuts the
    /// rest off. A timer that rings too early finds nothing to do, and would be set to ring at once, again and again.
    /// </summary>
    public static TimeSpan AsWait(this TimeSpan left) =>
        left <= TimeSpan.Zero ? TimeSpan.Zero
        : left > LongestWait ? LongestWait
        : new TimeSpan((left.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond);
}
