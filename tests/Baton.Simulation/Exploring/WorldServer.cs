using System.Text.Json;
using Baton.Oracle.Coverages;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>
/// The process that runs worlds, on one thread: it reads an order on each line of its input and answers with a verdict. An order is the
/// name of a world, or a world as JSON; <see cref="Pairs"/> is answered with what all of them reached.
/// </summary>
internal static class WorldServer
{
    /// <summary>The order for the counts of <see cref="PairCounts"/>.</summary>
    public const string Pairs = "pairs";

    /// <summary>Serves orders until its input ends.</summary>
    /// <param name="input">The orders.</param>
    /// <param name="output">The verdicts.</param>
    public static void Serve(TextReader input, TextWriter output)
    {
        ThreadPool.GetMaxThreads(out var threads, out _);
        if (threads != 1)
            throw new InvalidOperationException(
                $"A world runs on one thread, and this process has {threads} for it. Start Baton.Simulation itself."
            );
        var (seen, pairs) = (new HashSet<ulong>(), new PairCounts());
        while (input.ReadLine() is { } order)
        {
            if (order == Pairs)
            {
                output.WriteLine(JsonSerializer.Serialize(pairs.All, SimulationJson.Default.IReadOnlyListInt64));
                output.Flush();
                continue;
            }

            var world = order.StartsWith('{')
                ? JsonSerializer.Deserialize(order, SimulationJson.Default.World)!
                : WorldVariation.Named(order) ?? throw new InvalidOperationException($"'{order}' is not the name of a world.");
            var verdict = Task.Run(() => JudgeAsync(world, pairs)).GetAwaiter().GetResult();
            verdict = verdict with { Reached = [.. verdict.Reached.Where(seen.Add)] };
            output.WriteLine(JsonSerializer.Serialize(verdict, SimulationJson.Default.Verdict));
            output.Flush();
        }
    }

    private static async Task<Verdict> JudgeAsync(World world, PairCounts pairs) => (await Verdict.OfAsync(world, pairs)).Verdict;
}
