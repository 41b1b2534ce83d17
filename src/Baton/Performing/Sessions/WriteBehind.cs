using System.Runtime.CompilerServices;

namespace Baton.Performing.Sessions;

/// <summary>
/// Writes a session's entries while somebody waits for a model or a tool that takes long. One timer serves all waits of the session: most
/// are over before it is due.
/// </summary>
internal sealed class WriteBehind
{
    private readonly Session session;
    private readonly TimeSpan after;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task writing = Task.CompletedTask;
    private int waits;
    private bool isDue;

    public WriteBehind(Session session, RuntimeOptions options)
    {
        (this.session, after) = (session, options.WriteBehind);
        timer = options.TimeProvider.CreateTimer(
            static behind => ((WriteBehind)behind!).Write(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>
    /// Waits for the work and for what was written meanwhile. A failure to write is thrown at once; one of the work is not.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WaitAsync(Task work)
    {
        lock (gate)
        {
            waits++;
            if (!isDue)
                timer.Change(after, Timeout.InfiniteTimeSpan);
            isDue = true;
        }

        await Task.WhenAny(work, failed.Task).ConfigureAwait(false);
        Task written;
        lock (gate)
        {
            if (--waits == 0 && isDue)
            {
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                isDue = false;
            }

            written = writing;
        }

        await written.ConfigureAwait(false);
    }

    private void Write()
    {
        lock (gate)
        {
            isDue = false;
            if (waits > 0)
                writing = WriteAsync(writing);
        }
    }

    private async Task WriteAsync(Task before)
    {
        try
        {
            await before.ConfigureAwait(false);
            await session.CommitAsync().ConfigureAwait(false);
        }
        catch
        {
            failed.TrySetResult();
            throw;
        }
    }
}
