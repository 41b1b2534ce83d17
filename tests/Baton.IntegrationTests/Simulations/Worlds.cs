using System.Reflection;
using Baton.Simulation.Exploring;
using Baton.Simulation.Worlds;

namespace Baton.IntegrationTests.Simulations;

/// <summary>Runs worlds in processes of their own: a world needs a process with one thread.</summary>
internal static class Worlds
{
    /// <summary>The program that runs them.</summary>
    public static string Program { get; } =
        typeof(Worlds)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Baton.Simulation")
            .Value!;

    /// <summary>Runs worlds of seeds, one after the other from the first, and returns what the exploration printed of those that broke a
    /// rule; empty if none did.</summary>
    public static async Task<string> FailuresOfAsync(ulong from, int seeds)
    {
        using var output = new StringWriter();
        var options = new ExplorationOptions
        {
            Program = Program,
            From = from,
            Seeds = seeds,
            Varies = false,
        };
        return await new Exploration(options, TimeProvider.System).RunAsync(output) == 0 ? "" : output.ToString();
    }

    /// <summary>Fails with what a world broke, if it broke something.</summary>
    public static async Task HoldsAsync(World world)
    {
        using var process = new WorldProcess(Program, TimeProvider.System);
        var verdict = await process.RunAsync(world);
        Assert.Empty(verdict.Violations);
        Assert.NotEqual(0, verdict.Entries);
    }
}
