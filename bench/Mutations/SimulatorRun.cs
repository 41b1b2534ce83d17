using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench.Mutations;

/// <summary>Runs the simulator of a mutated copy in a process of its own.</summary>
internal static class SimulatorRun
{
    /// <summary>Runs seeds until a world breaks a rule.</summary>
    /// <param name="assembly">The simulator.</param>
    /// <param name="mutation">The mutation that is on; null for none.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="time">The clock.</param>
    public static async Task<Verdict> OfAsync(string assembly, string? mutation, int seeds, TimeSpan limit, TimeProvider time)
    {
        var count = seeds.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(
            "dotnet",
            [assembly, "run", "--from", "1", "--seeds", count, "--stop-at-first", "--no-variations", "--no-shrinking"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(MutatedCopy.Variable);
        if (mutation is not null)
            start.Environment[MutatedCopy.Variable] = mutation;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(limit, time);
        var isOver = true;
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            isOver = false;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        return Verdict.Of(isOver ? process.ExitCode : null, await output, await errors);
    }
}
