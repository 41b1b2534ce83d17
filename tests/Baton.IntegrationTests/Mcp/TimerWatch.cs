using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Baton.IntegrationTests.Mcp;

/// <summary>A clock that tests move, and that says which timers were set.</summary>
internal sealed class TimerWatch : FakeTimeProvider
{
    private readonly Channel<TimeSpan> timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits for a timer of at most that time, and lets it run out.</summary>
    public async Task<TimeSpan> RunOutAsync(TimeSpan most)
    {
        await foreach (var due in timers.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (due < TimeSpan.Zero || due > most)
                continue;
            Advance(due);
            return due;
        }

        throw new InvalidOperationException("The clock ended.");
    }
}
