using Baton.Adversary.Attacks;
using Baton.Adversary.Judging;
using Baton.Adversary.Worlds;
using CsCheck;

namespace Baton.Adversary;

/// <summary>Makes attacks, each in a world of its own, and counts them.</summary>
internal static class Campaign
{
    /// <summary>Makes one attack and judges it.</summary>
    public static async Task<Outcome> TryAsync(Attack attack, HostileServer servers, Weakness weakness = Weakness.None)
    {
        var world = await ShopWorld.RunAsync(attack, servers, weakness);
        return new Outcome(world.Arrived, world.Said, Judge.Gains(world.Events, attack.Nonce), world.Events);
    }

    /// <summary>Makes attacks of all cells in turn.</summary>
    /// <param name="attacks">How many.</param>
    /// <param name="seed">The same seed makes the same attacks.</param>
    public static async Task<Tally> RunAsync(int attacks, uint seed)
    {
        var tally = new Tally();
        await using var servers = await HostileServer.StartAsync();
        await Parallel.ForAsync(
            0,
            attacks,
            async (number, _) =>
            {
                var (actor, goal) = AttackGenerator.Cells[number % AttackGenerator.Cells.Count];
                var attack = AttackGenerator.Of(actor, goal).Generate(new PCG((uint)number, seed), null, out var _);
                tally.Add(attack, await TryAsync(attack, servers));
            }
        );
        return tally;
    }
}
