namespace Baton.Simulation.Worlds;

/// <summary>Makes a team of dice.</summary>
internal static class TeamGenerator
{
    /// <summary>A team.</summary>
    public static TeamPlan Of(Dice dice, Theme theme)
    {
        var team = Any(dice);
        return theme switch
        {
            Theme.Approvals => team with { Agents = [.. team.Agents.Select(Paying)], Pays = dice.Pick(45, 60) },
            Theme.Desks => team with { Desks = [.. team.Desks, Desk(dice) with { IsSystem = false }], Rules = [RulePlan.PhraseInMessage] },
            Theme.Systems => team with
            {
                Desks = [Desk(dice) with { IsSystem = true, HasWebhook = true }, .. team.Desks],
                Ladder = [],
                Rules = [RulePlan.PhraseInMessage],
            },
            Theme.Legs => team with
            {
                Agents = team.Agents.Count > 2 ? team.Agents : Three(team.Agents[0]),
                Strategy = IssueStrategy.Coordinator,
                Pays = dice.Pick(10, 48),
            },
            Theme.Summaries => team with
            {
                Agents = [.. team.Agents.Select(agent => agent with { Window = dice.Pick(3_000, 6_000, 12_000), IsSensitive = false })],
                IsAudited = false,
                WritesSummaries = dice.Percent(50),
            },
            Theme.Deadlines => team with
            {
                Agents = [.. team.Agents.Select(agent => agent with { HoldTime = dice.Pick<int?>(null, 5, 100, 5000) })],
                Desks = [.. team.Desks.Select(desk => desk with { FirstResponse = dice.Pick(10, 600), Resolution = dice.Pick(60, 7200) })],
                ConversationTime = dice.Pick<int?>(null, 30, 600, 100_000),
            },
            Theme.SharedState => team with { HasState = true },
            _ => team,
        };
    }

    private static AgentPlan Paying(AgentPlan agent) => agent with { Tools = [ToolKind.Pay, .. agent.Tools], MayPay = 100 };

    // With fewer there are no legs.
    private static IReadOnlyList<AgentPlan> Three(AgentPlan first) =>
        [
            first with
            {
                Handoffs = [new HandoffPlan(1), new HandoffPlan(2)],
                Overflow = null,
            },
            new AgentPlan
            {
                Handoffs = [new HandoffPlan(2)],
                Tools = [ToolKind.Pay, ToolKind.Once],
                MayPay = 60,
            },
            new AgentPlan { Handoffs = [new HandoffPlan(0)], Tools = [ToolKind.Again, ToolKind.LookSensitive] },
        ];

    private static TeamPlan Any(Dice dice)
    {
        var agents = dice.Pick(1, 2, 2, 3, 3, 4, 5, 8);
        var desks = dice.Pick(0, 1, 1, 2, 3);
        return new TeamPlan
        {
            Agents = [.. Enumerable.Range(0, agents).Select(number => Agent(dice, number, agents))],
            Desks = [.. Enumerable.Range(0, desks).Select(_ => Desk(dice))],
            Ladder = dice.Percent(40)
                ? [.. dice.Some(60, [.. Enumerable.Range(0, desks).Select(desk => 100 + desk), agents - 1]).OrderBy(_ => dice.Next())]
                : [],
            Rules = dice.Percent(30) ? dice.Some(40, Enum.GetValues<RulePlan>()) : [],
            Strategy = dice.Pick(
                IssueStrategy.Sequential,
                IssueStrategy.Sequential,
                IssueStrategy.OneSpecialist,
                IssueStrategy.Coordinator
            ),
            IsStrategyByTriage = dice.Percent(10),
            RepliesPerIssue = dice.Percent(30),
            UpdatesIssues = dice.Pick<bool?>(null, true, false),
            ModelCalls = dice.Pick(24, 24, 12, 5),
            ToolCalls = dice.Pick(48, 48, 10, 3),
            Handoffs = dice.Pick(12, 12, 5, 2),
            Legs = dice.Pick(16, 16, 3, 1),
            TurnTime = dice.Pick(300, 300, 120, 45),
            ModelTime = dice.Pick(100, 100, 20),
            Retries = dice.Pick(2, 1, 0),
            HasGeneralist = dice.Percent(30),
            ConversationTime = dice.Percent(10) ? dice.Pick(30, 600, 100_000) : null,
            ConversationTurns = dice.Percent(10) ? dice.Between(1, 3) : null,
            Confidence = dice.Percent(12) ? 60 : null,
            // Seldom: each process trains its router, which takes longer than all the rest of a world.
            FastPath = dice.Percent(1) ? dice.Pick(5, 50) : null,
            IsAudited = dice.Percent(10),
            HasState = dice.Percent(40),
            HasGuard = dice.Percent(15),
            ChecksAmounts = dice.Percent(10),
            WritesSummaries = dice.Percent(10),
        };
    }

    /// <summary>The team with one thing of it as another team of dice has it.</summary>
    public static TeamPlan Varied(TeamPlan team, Dice dice)
    {
        var other = Any(dice);
        var place = dice.Below(team.Agents.Count);
        return dice.Below(8) switch
        {
            0 => team with { Strategy = other.Strategy, IsStrategyByTriage = other.IsStrategyByTriage },
            1 => team with { Rules = other.Rules },
            2 => team with { ModelCalls = other.ModelCalls, ToolCalls = other.ToolCalls, Handoffs = other.Handoffs, Legs = other.Legs },
            3 => team with { TurnTime = other.TurnTime, ModelTime = other.ModelTime, Retries = other.Retries },
            4 => team with { HasGeneralist = other.HasGeneralist, UpdatesIssues = other.UpdatesIssues },
            5 => team with { ConversationTime = other.ConversationTime, ConversationTurns = other.ConversationTurns },
            6 => team with { HasState = other.HasState, HasGuard = other.HasGuard, Confidence = other.Confidence },
            _ => team with
            {
                Agents = [.. team.Agents.Select((agent, number) => number == place ? Agent(dice, number, team.Agents.Count) : agent)],
            },
        };
    }

    private static AgentPlan Agent(Dice dice, int number, int agents) =>
        new()
        {
            Handoffs =
            [
                .. Enumerable
                    .Range(0, agents)
                    .Where(to => to != number && (number == 0 ? to < 4 || dice.Percent(50) : dice.Percent(40)))
                    .Select(to => Handoff(dice, to)),
            ],
            Tools = dice.Some(55, Enum.GetValues<ToolKind>()),
            MayPay = dice.Percent(60) ? dice.Pick(20, 60, 100) : null,
            Clearance = dice.Pick(0, 0, 0, 1, 2),
            Window = dice.Pick(128_000, 128_000, 128_000, 8_000, 3_000),
            HoldTurns = dice.Percent(8) ? dice.Between(1, 3) : null,
            HoldTime = dice.Percent(8) ? dice.Pick(5, 100, 5000) : null,
            Models = dice.Pick(1, 1, 1, 2),
            IsSensitive = dice.Percent(6),
            Overflow = agents > 1 && dice.Percent(15) ? (number + 1) % agents : null,
        };

    private static HandoffPlan Handoff(Dice dice, int to) =>
        new(to)
        {
            MayPay = dice.Percent(12) ? dice.Pick(10, 40) : null,
            OnlyLooks = dice.Percent(8),
            Time = dice.Percent(6) ? dice.Pick(5, 200, 20_000) : null,
            Turns = dice.Percent(6) ? dice.Between(1, 2) : null,
        };

    private static DeskPlan Desk(Dice dice) =>
        new()
        {
            IsSystem = dice.Percent(35),
            FirstResponse = dice.Percent(40) ? dice.Pick(10, 600, 7200) : null,
            Resolution = dice.Percent(25) ? dice.Pick(60, 7200) : null,
            HasWebhook = dice.Percent(45),
            HasEmail = dice.Percent(25),
            Clearance = dice.Pick<int?>(null, null, 0, 1),
        };
}
