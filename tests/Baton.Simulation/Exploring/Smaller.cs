using System.Text.Json;
using Baton.Simulation.Worlds;

namespace Baton.Simulation.Exploring;

/// <summary>The worlds that are one step smaller than a world, the largest steps first.</summary>
internal static class Smaller
{
    /// <summary>Lists them.</summary>
    public static IEnumerable<World> Of(World world)
    {
        IEnumerable<World> all =
        [
            .. Parts(world.Acts).Where(acts => acts.Any(act => act.Kind == ActKind.Say)).Select(acts => world with { Acts = acts }),
            .. Parts(world.Habits).Select(habits => world with { Habits = habits }),
            .. Parts(world.StoreTroubles).Select(troubles => world with { StoreTroubles = troubles }),
            .. Parts(world.ToolTroubles).Select(troubles => world with { ToolTroubles = troubles }),
            .. Parts(world.DeliveryTroubles).Select(troubles => world with { DeliveryTroubles = troubles }),
            .. Parts(world.Kills).Select(kills => world with { Kills = kills }),
            world with
            {
                Processes = Math.Max(1, world.Processes - 1),
            },
            world with
            {
                OnSqlite = false,
            },
            world with
            {
                KeepsSnapshots = false,
            },
            world with
            {
                CachedBytes = new World().CachedBytes,
            },
            .. Of(world.Team).Select(team => world with { Team = team }),
            .. Each(world.Acts, Of).Select(acts => world with { Acts = acts }),
        ];
        var text = Text(world);
        return all.Where(smaller => Text(smaller) != text);
    }

    private static IEnumerable<TeamPlan> Of(TeamPlan team)
    {
        var plain = new TeamPlan();
        return
        [
            .. team.Agents.Count > 1 ? [WithoutLastAgent(team)] : Array.Empty<TeamPlan>(),
            .. team.Desks.Count > 0 ? [WithoutLastDesk(team)] : Array.Empty<TeamPlan>(),
            .. Parts(team.Ladder).Select(ladder => team with { Ladder = ladder }),
            .. Parts(team.Rules).Select(rules => team with { Rules = rules }),
            team with
            {
                Strategy = plain.Strategy,
            },
            team with
            {
                IsStrategyByTriage = false,
            },
            team with
            {
                RepliesPerIssue = false,
            },
            team with
            {
                UpdatesIssues = null,
            },
            team with
            {
                ModelCalls = plain.ModelCalls,
            },
            team with
            {
                ToolCalls = plain.ToolCalls,
            },
            team with
            {
                Handoffs = plain.Handoffs,
            },
            team with
            {
                Legs = plain.Legs,
            },
            team with
            {
                TurnTime = plain.TurnTime,
            },
            team with
            {
                ModelTime = plain.ModelTime,
            },
            team with
            {
                Retries = plain.Retries,
            },
            team with
            {
                HasGeneralist = false,
            },
            team with
            {
                ConversationTime = null,
            },
            team with
            {
                ConversationTurns = null,
            },
            team with
            {
                Confidence = null,
            },
            team with
            {
                FastPath = null,
            },
            team with
            {
                IsAudited = false,
            },
            team with
            {
                Pays = plain.Pays,
            },
            team with
            {
                HasState = false,
            },
            team with
            {
                HasGuard = false,
            },
            team with
            {
                ChecksAmounts = false,
            },
            team with
            {
                WritesSummaries = false,
            },
            .. Each(team.Agents, Of).Select(agents => team with { Agents = agents }),
            .. Each(team.Desks, Of).Select(desks => team with { Desks = desks }),
        ];
    }

    private static IEnumerable<AgentPlan> Of(AgentPlan agent) =>
        [
            .. Parts(agent.Handoffs).Select(handoffs => agent with { Handoffs = handoffs }),
            .. Parts(agent.Tools).Select(tools => agent with { Tools = tools }),
            agent with
            {
                MayPay = null,
            },
            agent with
            {
                Clearance = 0,
            },
            agent with
            {
                Window = new AgentPlan().Window,
            },
            agent with
            {
                HoldTurns = null,
            },
            agent with
            {
                HoldTime = null,
            },
            agent with
            {
                Models = 1,
            },
            agent with
            {
                IsSensitive = false,
            },
            agent with
            {
                Overflow = null,
            },
            .. Each(agent.Handoffs, handoff => [new HandoffPlan(handoff.To)]).Select(handoffs => agent with { Handoffs = handoffs }),
        ];

    private static IEnumerable<DeskPlan> Of(DeskPlan desk) =>
        [
            desk with
            {
                IsSystem = false,
            },
            desk with
            {
                FirstResponse = null,
            },
            desk with
            {
                Resolution = null,
            },
            desk with
            {
                HasWebhook = false,
            },
            desk with
            {
                HasEmail = false,
            },
            desk with
            {
                Clearance = null,
            },
        ];

    private static IEnumerable<Act> Of(Act act) =>
        [
            .. Parts(act.Topics).Where(topics => topics.Count > 0).Select(topics => act with { Topics = topics }),
            .. act.Kind == ActKind.Say ? Array.Empty<Act>() : [act with { Topics = [], Message = 0 }],
            act with
            {
                Process = 0,
            },
            act with
            {
                Alternative = false,
            },
            act with
            {
                Choice = 0,
            },
            act with
            {
                Choice = act.Choice % 12,
            },
            act with
            {
                Conversation = 0,
            },
            act with
            {
                At = act.At / 2,
            },
        ];

    private static TeamPlan WithoutLastAgent(TeamPlan team)
    {
        var last = team.Agents.Count - 1;
        return team with
        {
            Agents =
            [
                .. team
                    .Agents.Take(last)
                    .Select(agent =>
                        agent with
                        {
                            Handoffs = [.. agent.Handoffs.Where(handoff => handoff.To != last)],
                            Overflow = agent.Overflow == last ? null : agent.Overflow,
                        }
                    ),
            ],
            Ladder = [.. team.Ladder.Where(rung => rung != last)],
        };
    }

    private static TeamPlan WithoutLastDesk(TeamPlan team) =>
        team with
        {
            Desks = [.. team.Desks.SkipLast(1)],
            Ladder = [.. team.Ladder.Where(rung => rung != Running.SimulatedTeam.FirstDesk + team.Desks.Count - 1)],
        };

    // The list with one item as one of its smaller ones.
    private static IEnumerable<List<T>> Each<T>(IReadOnlyList<T> items, Func<T, IEnumerable<T>> smaller) =>
        items.SelectMany((item, place) => smaller(item).Select(one => items.Select((other, at) => at == place ? one : other).ToList()));

    // Without a half, a quarter, …, one of the items.
    private static IEnumerable<List<T>> Parts<T>(IReadOnlyList<T> items)
    {
        for (var size = (items.Count + 1) / 2; size > 0; size = size == 1 ? 0 : size / 2)
        {
            for (var first = 0; first < items.Count; first += size)
                yield return [.. items.Take(first), .. items.Skip(first + size)];
        }
    }

    private static string Text(World world) => JsonSerializer.Serialize(world, SimulationJson.Default.World);
}
