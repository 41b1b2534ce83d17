using System.Runtime.InteropServices;

namespace Baton.Cli;

/// <summary>
/// Turns Ctrl-C and a service manager's SIGTERM into a cancellation, so that a turn stops at a point from which it can be resumed. A
/// second signal ends the process at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    public CancellationToken Token => stop.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (stop.IsCancellationRequested)
            return;
        signal.Cancel = true;
        // The signal's thread must not run what waits for the token: that may need this thread again.
        _ = stop.CancelAsync();
    }
}
