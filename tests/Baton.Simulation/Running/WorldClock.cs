namespace Baton.Simulation.Running;

/// <summary>
/// The time of a world. It stands still while anything works, and then goes on to what comes next. The wall clock that processes read may
/// jump; timers and timestamps follow the time that does not.
/// </summary>
internal sealed class WorldClock
{
    /// <summary>When every world begins, by its wall clock.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // Far more than any work looks at the clock before it waits for it.
    private const int MostLooks = 300_000;

    private readonly PriorityQueue<(WorldTimer Timer, int Setting), (long Due, long Order)> timers = new();
    private long order;
    private int looks;

    /// <summary>The time since the world began.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>By how much the wall clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>The wall clock.</summary>
    public DateTimeOffset Wall => Beginning + Now + Ahead;

    /// <summary>Whether something works without end while no time passes.</summary>
    public bool IsStuck => looks > MostLooks;

    /// <summary>When the next timer is due; null when there is none.</summary>
    public TimeSpan? Next
    {
        get
        {
            while (timers.TryPeek(out var next, out var due))
            {
                if (next.Timer.IsSet(next.Setting))
                    return new TimeSpan(due.Due);
                timers.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Goes on to a moment, and does nothing else.</summary>
    public void GoTo(TimeSpan moment)
    {
        if (moment > Now)
            (Now, looks) = (moment, 0);
    }

    /// <summary>The wall clock as a process reads it. Whoever reads it without end is stopped.</summary>
    public DateTimeOffset Read() =>
        ++looks > MostLooks ? throw new InvalidOperationException("The clock was read without end while no time passed.") : Wall;

    /// <summary>Fires one timer that is due; false when none is.</summary>
    public bool FireOne()
    {
        if (Next is not { } due || due > Now)
            return false;
        timers.Dequeue().Timer.Fire();
        return true;
    }

    /// <summary>A timer by this clock, of a process or of the world outside.</summary>
    public ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, Func<bool> lives)
    {
        var timer = new WorldTimer(this, callback, state, lives);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(WorldTimer timer, int setting, TimeSpan due) => timers.Enqueue((timer, setting), ((Now + due).Ticks, ++order));

    private sealed class WorldTimer(WorldClock clock, TimerCallback callback, object? state, Func<bool> lives) : ITimer
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private TimeSpan period = Timeout.InfiniteTimeSpan;
        private int setting;
        private bool isSet;

        public bool IsSet(int of) => isSet && of == setting && lives();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (setting < 0)
                return false;
            (this.period, isSet) = (period, dueTime != Timeout.InfiniteTimeSpan);
            setting++;
            if (isSet)
                clock.Set(this, setting, dueTime);
            return true;
        }

        public void Fire()
        {
            if (period > TimeSpan.Zero)
                clock.Set(this, setting, period);
            else
                isSet = false;
            if (context is null)
                callback(state);
            else
                ExecutionContext.Run(context, static self => ((WorldTimer)self!).CallBack(), this);
        }

        public void Dispose() => (isSet, setting) = (false, -1);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void CallBack() => callback(state);
    }
}

/// <summary>The clock of the world as a process, or somebody outside, has it: its timers end with the process.</summary>
/// <param name="clock">The world's clock.</param>
/// <param name="lives">Whether the process lives.</param>
internal sealed class ProcessTime(WorldClock clock, Func<bool> lives) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.Read();

    public override long GetTimestamp() => clock.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period, lives);
}
