using System.Security.Cryptography;
using Baton.Oracle;
using Baton.Simulation.Exploring;
using Baton.Simulation.Worlds;

namespace Baton.IntegrationTests.Simulations;

/// <summary>Simulated worlds break no rule, and the simulation itself can be relied on.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task The_first_1500_worlds_break_no_rule() => Assert.Empty(await Worlds.FailuresOfAsync(from: 1, seeds: 1500));

    [Fact]
    public async Task Worlds_that_nobody_has_seen_break_no_rule()
    {
        var from = RandomNumberGenerator.GetInt32(int.MaxValue);

        // What it prints names each seed: `baton-sim show SEED` tells what happened in it.
        Assert.Empty(await Worlds.FailuresOfAsync((ulong)from, seeds: 200));
    }

    [Fact]
    public async Task A_world_is_the_same_in_every_process()
    {
        using var one = new WorldProcess(Worlds.Program, TimeProvider.System);
        using var other = new WorldProcess(Worlds.Program, TimeProvider.System);
        // Each process hashes texts in its own way, so an order that comes from a hash shows, though seldom. Some of these are on SQLite.
        string[] names = ["19~4", "20~1~2", .. Enumerable.Range(1, 300).Select(seed => $"{seed}")];
        var (firsts, seconds) = (RunAllAsync(one, names), RunAllAsync(other, [.. names.Reverse()]));

        Assert.Equal(await firsts, await seconds);

        static async Task<IReadOnlyDictionary<string, ulong>> RunAllAsync(WorldProcess process, IReadOnlyList<string> names)
        {
            var prints = new SortedDictionary<string, ulong>();
            foreach (var name in names)
                prints.Add(name, (await process.RunAsync(name)).Fingerprint);
            return prints;
        }
    }

    [Fact]
    public async Task Different_seeds_are_different_worlds()
    {
        using var process = new WorldProcess(Worlds.Program, TimeProvider.System);
        var prints = new HashSet<ulong>();
        for (var seed = 1; seed <= 20; seed++)
            prints.Add((await process.RunAsync($"{seed}")).Fingerprint);

        Assert.Equal(20, prints.Count);
    }

    [Fact]
    public async Task A_world_that_takes_its_process_down_is_a_failure_and_the_next_one_runs()
    {
        using var process = new WorldProcess(Worlds.Program, TimeProvider.System);

        var ended = await process.RunAsync("no world");
        var next = await process.RunAsync("1");

        Assert.Equal("a world ends", Assert.Single(ended.Violations).Rule);
        Assert.Empty(next.Violations);
    }

    [Fact]
    public async Task A_failing_world_is_made_as_small_as_its_failure_allows()
    {
        // It breaks the rule as long as a process is killed after a customer spoke of bravo.
        static Task<Verdict> Run(World world)
        {
            var says = world.Acts.FirstOrDefault(act => act.Kind == ActKind.Say && act.Topics.Contains(1));
            var breaks = says is not null && world.Acts.Any(act => act.Kind == ActKind.Kill && act.At >= says.At);
            return Task.FromResult(new Verdict(world.Name, breaks ? [new Violation("rule", "broken", 1)] : [], [], 0, 0));
        }

        var large = WorldGenerator.Of(3) with
        {
            Acts =
            [
                .. WorldGenerator.Of(3).Acts,
                new Act(500, ActKind.Say) { Topics = [0, 1], Choice = 700 },
                new Act(900, ActKind.Kill) { Choice = 3, Process = 2 },
            ],
        };

        var small = await new Shrinker(Run).ShrinkAsync(large, "rule");

        Assert.Equal([ActKind.Say, ActKind.Kill], small.Acts.Select(act => act.Kind));
        Assert.Equal([1], small.Acts[0].Topics);
        Assert.Single(small.Team.Agents);
        Assert.Empty(small.Team.Desks);
        Assert.Empty(small.Habits);
        Assert.Empty(small.Kills);
        Assert.Equal(1, small.Processes);
    }

    [Fact]
    public void A_world_is_printed_as_a_test()
    {
        var world = new World
        {
            Name = "17~4",
            Processes = 2,
            Team = new TeamPlan { Agents = [new AgentPlan { Handoffs = [new HandoffPlan(1)] }, new AgentPlan { Tools = [ToolKind.Pay] }] },
            Acts = [new Act(3, ActKind.Say) { Topics = [1], Alternative = true }],
            Kills = [new Kill(0, 7, Behind: true)],
        };

        Assert.Equal(
            """
            // broken
            [Fact]
            public Task World_17_4() =>
                Worlds.HoldsAsync(
                    new World
                    {
                        Name = "17~4",
                        Processes = 2,
                        Team = new TeamPlan
                        {
                            Agents = [new AgentPlan { Handoffs = [new HandoffPlan(1)] }, new AgentPlan { Tools = [ToolKind.Pay] }],
                        },
                        Acts = [new Act(3, ActKind.Say) { Topics = [1], Alternative = true }],
                        Kills = [new Kill(0, 7, true)],
                    }
                );
            """,
            WorldCode.TestOf(world, "broken")
        );
    }

    [Theory]
    [InlineData("--seeds", "none")]
    [InlineData("--seeds", "0")]
    [InlineData("--worlds", "3")]
    [InlineData("--from")]
    public void Options_that_are_no_options_are_refused(params string[] options) => Assert.Null(ExplorationOptions.Parse(options));
}
