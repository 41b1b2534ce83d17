namespace Baton.Simulation.Running;

/// <summary>
/// Work on a real disk, whose time nobody knows. One piece runs after the other, and its result is given out only when nothing else is left
/// to do in the world: so the world's order is the same each time.
/// </summary>
internal sealed class OrderedWork
{
    private readonly Queue<Func<Task>> waiting = new();
    private Task? running;
    private Action? give;

    /// <summary>Does a piece of work in its turn.</summary>
    public async Task<T> DoAsync<T>(Func<Task<T>> work)
    {
        var turn = new TaskCompletionSource<Task<T>>();
        waiting.Enqueue(() =>
        {
            var task = work();
            give = () => turn.SetResult(task);
            return task;
        });
        StartNext();
        return await await turn.Task;
    }

    /// <summary>Gives out one result, or looks whether it is there; false when there is nothing to wait for.</summary>
    public bool Step()
    {
        if (running is null)
            return false;
        if (!running.IsCompleted)
            return true;
        var given = give!;
        running = null;
        given();
        StartNext();
        return true;
    }

    private void StartNext()
    {
        if (running is null && waiting.TryDequeue(out var next))
            running = next();
    }
}
