using System.Text.Json;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>
/// The process that runs worlds, on one thread: it reads an order on each line of its input and answers with a verdict. An order is the name
/// of a world, or a world as JSON.
/// </summary>
internal static class WorldServer
{
    /// <summary>Serves orders until its input ends.</summary>
    /// <param name="input">The orders.</param>
    /// <param name="output">The verdicts.</param>
    public static void Serve(TextReader input, TextWriter output)
    {
        ThreadPool.GetMaxThreads(out var threads, out _);
        if (threads != 1)
            throw new InvalidOperationException($"A world runs on one thread, and this process has {threads} for it. Start Baton.Simulation itself.");
        var seen = new HashSet<ulong>();
        while (input.ReadLine() is { } order)
        {
            var world = order.StartsWith('{')
                ? JsonSerializer.Deserialize(order, SimulationJson.Default.World)!
                : WorldVariation.Named(order) ?? throw new InvalidOperationException($"'{order}' is not the name of a world.");
            var verdict = Task.Run(() => JudgeAsync(world)).GetAwaiter().GetResult();
            verdict = verdict with { Reached = [.. verdict.Reached.Where(seen.Add)] };
            output.WriteLine(JsonSerializer.Serialize(verdict, SimulationJson.Default.Verdict));
            output.Flush();
        }
    }

    private static async Task<Verdict> JudgeAsync(World world) => (await Verdict.OfAsync(world)).Verdict;
}
