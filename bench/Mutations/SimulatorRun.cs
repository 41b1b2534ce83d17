using System.Diagnostics;
using System.Globalization;

namespace Baton.Bench.Mutations;

/// <summary>Runs the simulator of a mutated copy in a process of its own.</summary>
internal static class SimulatorRun
{
    /// <summary>Runs seeds until a world breaks a rule.</summary>
    /// <param name="assembly">The simulator.</param>
    /// <param name="mutation">The mutation that is on; null for none.</param>
    /// <param name="options">How many seeds, and how long it may take.</param>
    /// <param name="time">The clock.</param>
    public static async Task<Verdict> OfAsync(string assembly, string? mutation, MutationOptions options, TimeProvider time)
    {
        var seeds = options.Seeds.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [assembly, "run", "--from", "1", "--seeds", seeds, "--stop-at-first"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(MutatedCopy.Variable);
        if (mutation is not null)
            start.Environment[MutatedCopy.Variable] = mutation;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(options.TimeLimit, time);
        var isOver = true;
        try
        {
            await process.WaitForExitAsync(limit.Token);
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
