using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>Makes a world smaller as long as it breaks the same rule.</summary>
/// <param name="run">Runs a world.</param>
internal sealed class Shrinker(Func<World, Task<Verdict>> run)
{
    private const int MostRuns = 1500;

    private int runs;

    /// <summary>The smallest world that was found.</summary>
    /// <param name="world">A world that breaks the rule.</param>
    /// <param name="rule">The rule.</param>
    public async Task<World> ShrinkAsync(World world, string rule)
    {
        for (var isSmaller = true; isSmaller && runs < MostRuns; )
        {
            isSmaller = false;
            foreach (var smaller in Smaller.Of(world))
            {
                if (runs >= MostRuns)
                    break;
                if (!await BreaksAsync(smaller, rule))
                    continue;
                (world, isSmaller) = (smaller, true);
                break;
            }
        }

        return world;
    }

    private async Task<bool> BreaksAsync(World world, string rule)
    {
        runs++;
        return (await run(world)).Violations.Any(violation => violation.Rule == rule);
    }
}
