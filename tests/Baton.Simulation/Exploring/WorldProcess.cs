using System.Diagnostics;
using System.Text.Json;
using Baton.Oracle;
using Baton.Oracle.Coverages;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>A worker as a process of its own.</summary>
internal sealed class WorldProcess : IDisposable
{
    // Far more than any world takes, however busy the machine is.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string program;
    private readonly TimeProvider time;
    private Process process;

    /// <param name="program">The path of Baton.Simulation.dll.</param>
    /// <param name="time">The clock.</param>
    public WorldProcess(string program, TimeProvider time) => (this.program, this.time, process) = (program, time, Start(program));

    /// <summary>Runs the world of a name.</summary>
    public Task<Verdict> RunAsync(string name) => OrderAsync(name, name);

    /// <summary>Runs a world.</summary>
    public Task<Verdict> RunAsync(World world) => OrderAsync(world.Name, JsonSerializer.Serialize(world, SimulationJson.Default.World));

    /// <summary>What its worlds reached so far.</summary>
    public async Task<PairCounts> PairsAsync()
    {
        await process.StandardInput.WriteLineAsync(WorldServer.Pairs);
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        return new PairCounts(JsonSerializer.Deserialize(line!, SimulationJson.Default.IReadOnlyListInt64)!);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    // A world in which the product hangs, or takes its process down, has broken a rule too.
    private async Task<Verdict> OrderAsync(string name, string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await process.StandardInput.FlushAsync();
        var answer = process.StandardOutput.ReadLineAsync();
        try
        {
            if (await answer.WaitAsync(Patience, time) is { } line)
                return JsonSerializer.Deserialize(line, SimulationJson.Default.Verdict)!;
            await process.WaitForExitAsync();
            return Ended(name, $"the process ended with {process.ExitCode}");
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            return Ended(name, $"nothing came back for {Patience.TotalMinutes:F0} minutes");
        }
    }

    private Verdict Ended(string name, string how)
    {
        process.Dispose();
        process = Start(program);
        return new Verdict(name, [new Violation("a world ends", how, 0)], [], 0, 0);
    }

    private static Process Start(string program)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, "work"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // A world leaves much behind and lives for milliseconds, so the collector should come seldom: after 256 MB, in hexadecimal.
        start.Environment["DOTNET_GCgen0size"] = "10000000";
        // Code that is compiled here is faster than the framework's own image, which costs a second of start and saves a fifth of the rest.
        start.Environment["DOTNET_ReadyToRun"] = "0";
        return Process.Start(start)!;
    }
}
