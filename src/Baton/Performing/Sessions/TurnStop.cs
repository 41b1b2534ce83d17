namespace Baton.Performing.Sessions;

/// <summary>
/// Stops the turn of a conversation that is under way in this process: because its caller gave up, and then it can be resumed, or because
/// somebody abandoned it, and then it ends. One source serves one turn after the other until it is cancelled.
/// </summary>
internal sealed class TurnStop
{
    private readonly Lock sync = new();
    private CancellationTokenSource? source;
    private CancellationTokenRegistration caller;
    private bool isRunning;

    /// <summary>Why the turn was abandoned; null if it was not.</summary>
    public string? Abandoned { get; private set; }

    /// <summary>A turn begins.</summary>
    /// <param name="cancellationToken">Its caller's.</param>
    /// <returns>The token that stops it.</returns>
    public CancellationToken Begin(CancellationToken cancellationToken)
    {
        CancellationTokenSource current;
        lock (sync)
        {
            if (source is null || source.IsCancellationRequested)
                source = new CancellationTokenSource();
            (current, isRunning, Abandoned) = (source, true, null);
        }

        caller = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), current);
        return current.Token;
    }

    /// <summary>The turn has ended or was stopped.</summary>
    public void End()
    {
        caller.Dispose();
        lock (sync)
            isRunning = false;
    }

    /// <summary>Abandons the turn that is under way; without one, nothing happens.</summary>
    /// <param name="reason">Why.</param>
    public async Task AbandonAsync(string reason)
    {
        CancellationTokenSource stopped;
        lock (sync)
        {
            if (!isRunning)
                return;
            (Abandoned, stopped) = (reason, source!);
        }

        await stopped.CancelAsync().ConfigureAwait(false);
    }
}
