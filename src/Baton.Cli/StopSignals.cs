using System.Runtime.InteropServices;

namespace Baton.Cli;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancellation, so that a turn stops where it can be resumed. A second signal ends the process at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals() =>
        registrations = [
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
        // Callbacks of the token must not run on the signal's thread: they may wait for a second signal, which needs that thread.
        _ = stop.CancelAsync();
    }
}
