using System.Collections.Concurrent;

namespace Baton.Performing;

/// <summary>Work that goes on beside everything else, so that its end can be awaited.</summary>
internal sealed class UnderWay
{
    private readonly ConcurrentDictionary<Task, bool> tasks = new();

    /// <summary>Begins work on a thread of the pool. It handles its own failures.</summary>
    public void Begin(Func<Task> work)
    {
        var task = Task.Run(work, CancellationToken.None);
        tasks.TryAdd(task, true);
        _ = task.ContinueWith(
            ended => tasks.TryRemove(ended, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    /// <summary>Waits until all that has begun is over.</summary>
    public async Task WhenIdleAsync()
    {
        while (!tasks.IsEmpty)
            await Task.WhenAll(tasks.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
