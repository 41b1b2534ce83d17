using System.Runtime.InteropServices;

namespace Baton.Cli.Serving;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancellation, so that a turn stops where it can be resumed. A second signal ends the process at once,
/// unless a command waits for a second Ctrl-C.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource again = new();
    private readonly PosixSignalRegistration[] registrations;
    private volatile bool isAwaitedAgain;

    public StopSignals() =>
        registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = Interrupt()),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];

    public CancellationToken Token => stop.Token;

    /// <summary>Whether the stop was a Ctrl-C, so that somebody sits at the terminal.</summary>
    public bool IsInterrupt { get; private set; }

    /// <summary>From now on the second Ctrl-C cancels this token. A third one ends the process.</summary>
    public CancellationToken AwaitAgain()
    {
        isAwaitedAgain = true;
        return again.Token;
    }

    /// <summary>A Ctrl-C.</summary>
    /// <returns>Whether the process goes on.</returns>
    public bool Interrupt()
    {
        if (!stop.IsCancellationRequested)
            IsInterrupt = true;
        else if (!isAwaitedAgain || again.IsCancellationRequested)
            return false;
        // Callbacks of a token must not run on the signal's thread: they may wait for a second signal, which needs that thread.
        _ = (stop.IsCancellationRequested ? again : stop).CancelAsync();
        return true;
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        stop.Dispose();
        again.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (stop.IsCancellationRequested)
            return;
        signal.Cancel = true;
        _ = stop.CancelAsync();
    }
}
