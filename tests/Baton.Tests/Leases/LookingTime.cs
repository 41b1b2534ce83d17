using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Tests.Leases;

/// <summary>A clock that says when somebody waits by it for a certain time, so that it goes on only then.</summary>
internal sealed class LookingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits until somebody waits for that time; false if something is done before.</summary>
    public async Task<bool> WaitsAsync(TimeSpan time, Task done, CancellationToken cancellationToken)
    {
        while (!done.IsCompleted)
        {
            var next = waits.Reader.WaitToReadAsync(cancellationToken).AsTask();
            await Task.WhenAny(next, done);
            while (waits.Reader.TryRead(out var wait))
            {
                if (wait == time)
                    return true;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        return false;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Writer.TryWrite(dueTime);
        return timer;
    }
}
