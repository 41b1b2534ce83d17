using System.Globalization;
using Baton.Journals.Constraints;
using Baton.Oracle.Records;
using Baton.Simulation.Worlds;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Escalations;
using Baton.Teams.Fallbacks;
using Baton.Teams.Histories;
using Baton.Teams.Rules;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;

namespace Baton.Simulation.Running;

/// <summary>Builds a team from its plan, and says what the oracle may know of it.</summary>
internal static class SimulatedTeam
{
    /// <summary>The first number of the desks on a ladder.</summary>
    public const int FirstDesk = 100;

    /// <summary>How long a lease lives without a sign of life.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private const string Generalist = "generalist";

    private const string Host = "desk.example.com";

    /// <summary>An agent's name.</summary>
    public static string AgentName(int number) => string.Create(CultureInfo.InvariantCulture, $"a{number}");

    /// <summary>A desk's name.</summary>
    public static string DeskName(int number) => string.Create(CultureInfo.InvariantCulture, $"desk{number}");

    /// <summary>The team as a process has it.</summary>
    public static Team Of(RunningWorld running, SimulatedProcess process)
    {
        var plan = running.World.Team;
        var agents = plan.Agents.Select((agent, number) => AgentOf(running, process, agent, number)).ToList();
        for (var number = 0; number < agents.Count; number++)
        {
            foreach (var handoff in plan.Agents[number].Handoffs)
                agents[number].Handoffs.Add(HandoffOf(handoff, agents[handoff.To]));
            if (plan.Agents[number].Overflow is { } overflow)
                agents[number].Overflow = agents[overflow];
            if (plan.WritesSummaries)
                agents[number].History = HistoryPolicy.Default with { ShortTokens = 200, Writer = SummaryWriter.Receiver };
        }

        var generalist = plan.HasGeneralist
            ? new Agent { Name = Generalist, Tools = [SimulatedTool.Of(running, process, ToolKind.Look)] }
            : null;
        return new Team(
            "team",
            agents[0],
            new TurnLimits
            {
                ModelCalls = plan.ModelCalls,
                ToolCalls = plan.ToolCalls,
                Handoffs = plan.Handoffs,
                Legs = plan.Legs,
                Time = TimeSpan.FromSeconds(plan.TurnTime),
                ModelTimeout = TimeSpan.FromSeconds(plan.ModelTime),
            },
            state: plan.HasState ? Keys(agents) : null,
            others: agents,
            fallback: new FallbackPolicy
            {
                Retries = plan.Retries,
                Generalist = generalist,
                Validation = new ValidationPolicy { Amounts = plan.ChecksAmounts },
            }
        )
        {
            Strategy = plan.Strategy,
            IsStrategyByTriage = plan.IsStrategyByTriage,
            RepliesPerIssue = plan.RepliesPerIssue,
            UpdatesIssues = plan.UpdatesIssues,
            ConversationLimits = new HandoffLimits { Time = Seconds(plan.ConversationTime), Turns = plan.ConversationTurns },
            Confidence = plan.Confidence is { } confidence ? new ConfidencePolicy { AtLeast = confidence / 100.0 } : null,
            Triage = plan.FastPath is { } fast
                ? new TriagePolicy { FastPathConfidence = fast / 100.0, DisagreementConfidence = 0.3 }
                : TriagePolicy.Default,
            IsAudited = plan.IsAudited,
            Guards = plan.HasGuard ? [Guard] : [],
            Desks = [.. plan.Desks.Select(DeskOf)],
            Deliveries = new DeliveryPolicy
            {
                Hosts = [Host],
                Delays = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)],
            },
            Escalation = new EscalationPolicy { Ladder = LadderOf(plan), Rules = [.. plan.Rules.Distinct().Select(RuleOf)] },
        };
    }

    /// <summary>What the oracle may know of it.</summary>
    public static TeamFacts FactsOf(TeamPlan plan) =>
        new()
        {
            Agents =
            [
                .. plan.Agents.Select((agent, number) => FactsOf(plan, agent, number)),
                .. plan.HasGeneralist
                    ?
                    [
                        new AgentFacts
                        {
                            Name = Generalist,
                            Tools = [SimulatedTool.NameOf(ToolKind.Look)],
                            Clearance = 0,
                            IsFallback = true,
                        },
                    ]
                    : Array.Empty<AgentFacts>(),
            ],
            Tools =
            [
                .. Enum.GetValues<ToolKind>()
                    .Select(kind => new ToolFacts
                    {
                        Name = SimulatedTool.NameOf(kind),
                        Effect = SimulatedTool.EffectOf(kind) switch
                        {
                            ToolEffect.Once => "once",
                            ToolEffect.Idempotent => "idempotent",
                            _ => "read_only",
                        },
                        Needs = kind == ToolKind.Pay ? SimulatedTool.PayPermission : null,
                        Argument = kind == ToolKind.Pay ? SimulatedTool.Amount : null,
                        ApprovalOver = kind == ToolKind.Pay ? SimulatedTool.Unapproved : null,
                        Sensitivity = kind == ToolKind.LookSensitive ? (int)Clearance.Sensitive : (int)Clearance.Normal,
                        Timeout = SimulatedTool.Timeout,
                    }),
            ],
            Desks =
            [
                .. plan.Desks.Select(
                    (desk, number) => new DeskFacts(DeskName(number), desk.IsSystem, desk.Clearance, desk.HasWebhook || desk.HasEmail)
                ),
            ],
            State = plan.HasState
                ?
                [
                    new StateFacts("count", "customer", [.. Everybody(plan)], null, IsSum: true),
                    new StateFacts("note", "conversation", [.. Everybody(plan)], null, IsSum: false),
                ]
                : [],
            Ladder = plan.Ladder.Count > 0 ? LadderOf(plan) : [.. plan.Desks.Select((_, number) => DeskName(number))],
            Entry = AgentName(0),
            ModelCalls = plan.ModelCalls,
            ToolCalls = plan.ToolCalls,
            Handoffs = plan.Handoffs,
            Legs = plan.Legs,
            TurnTime = TimeSpan.FromSeconds(plan.TurnTime),
            Retries = plan.Retries,
            ModelsOfAgent = plan.Agents.Max(agent => agent.Models),
            LeaseTime = LeaseTime,
        };

    private static IReadOnlyList<string> LadderOf(TeamPlan plan) =>
        [.. plan.Ladder.Select(rung => rung >= FirstDesk ? DeskName(rung - FirstDesk) : AgentName(rung))];

    private static IEnumerable<string> Everybody(TeamPlan plan) =>
        plan.Agents.Select((_, number) => AgentName(number)).Append(StateKey.Orchestrator).Append(StateKey.Desk);

    private static AgentFacts FactsOf(TeamPlan plan, AgentPlan agent, int number) =>
        new()
        {
            Name = AgentName(number),
            Handoffs =
            [
                .. agent.Handoffs.Select(handoff => new HandoffFacts(AgentName(handoff.To))
                {
                    Permissions = handoff.MayPay is { } amount ? [PayUpTo(amount)] : null,
                    Tools = handoff.OnlyLooks ? OnlyLooks : null,
                    Time = Seconds(handoff.Time),
                    Turns = handoff.Turns,
                }),
            ],
            Tools = [.. agent.Tools.Distinct().Select(SimulatedTool.NameOf)],
            Permissions = agent.MayPay is { } bound ? [PayUpTo(bound)] : [],
            Clearance = agent.Clearance,
            IsFallback = plan.Ladder.Contains(number) || plan.Agents.Any(other => other.Overflow == number),
        };

    private static Agent AgentOf(RunningWorld running, SimulatedProcess process, AgentPlan agent, int number) =>
        new()
        {
            Name = AgentName(number),
            Description = $"Is for {Words.Topic(number)}.",
            Instructions = $"You are {AgentName(number)}. You see to {Words.Topic(number)}.",
            Tools = [.. agent.Tools.Distinct().Select(kind => SimulatedTool.Of(running, process, kind))],
            Permissions = agent.MayPay is { } amount ? [Permission.Parse(PayUpTo(amount))] : [],
            Clearance = (Clearance)agent.Clearance,
            ContextWindow = agent.Window,
            HoldTurns = agent.HoldTurns,
            HoldTime = Seconds(agent.HoldTime),
            IsSensitive = agent.IsSensitive,
            Models = [.. Enumerable.Range(1, agent.Models).Select(model => new ModelChoice($"{AgentName(number)}/model{model}"))],
            Examples = running.World.Team.FastPath is null
                ? []
                : [$"please see to {Words.Topic(number)}", $"{Words.Topic(number)} does not work", $"about {Words.Topic(number)}"],
        };

    private static Handoff HandoffOf(HandoffPlan handoff, Agent target) =>
        new(target)
        {
            Limits = new HandoffLimits
            {
                Permissions = handoff.MayPay is { } amount ? [Permission.Parse(PayUpTo(amount))] : null,
                Tools = handoff.OnlyLooks ? OnlyLooks : null,
                Time = Seconds(handoff.Time),
                Turns = handoff.Turns,
            },
        };

    private static IReadOnlyList<string> OnlyLooks => [SimulatedTool.NameOf(ToolKind.Look), SimulatedTool.NameOf(ToolKind.LookSensitive)];

    private static List<StateKey> Keys(List<Agent> agents)
    {
        IReadOnlyList<string> writers = [.. agents.Select(agent => agent.Name), StateKey.Orchestrator, StateKey.Desk];
        return
        [
            new StateKey
            {
                Name = "count",
                Scope = Journals.SharedStates.StateScope.Customer,
                Merge = StateMerge.Sum,
                Writers = writers,
            },
            new StateKey { Name = "note", Writers = writers },
        ];
    }

    private static Guard Guard { get; } =
        new()
        {
            Name = "no shouting",
            Input = (text, _) => new(text.Text.Contains("SHOUT", StringComparison.Ordinal) ? "It shouts." : null),
            Output = (text, _) => new(text.Text.Contains("SHOUT", StringComparison.Ordinal) ? "It shouts." : null),
        };

    private static Desk DeskOf(DeskPlan desk, int number) =>
        new()
        {
            Name = DeskName(number),
            IsSystem = desk.IsSystem,
            FirstResponse = Seconds(desk.FirstResponse),
            Resolution = Seconds(desk.Resolution),
            Webhook = desk.HasWebhook ? new Webhook(new Uri($"https://{Host}/{DeskName(number)}"), "DESK_SECRET") : null,
            Emails = desk.HasEmail ? [$"{DeskName(number)}@example.com"] : [],
            Clearance = desk.Clearance is { } clearance ? (Clearance)clearance : null,
        };

    private static EscalationRule RuleOf(RulePlan rule) =>
        rule switch
        {
            RulePlan.PhraseInMessage => new("lawyer in message") { On = [RuleOccasion.Message], Phrases = ["lawyer"] },
            RulePlan.PhraseInReply => new("shame in reply") { On = [RuleOccasion.Reply], Phrases = ["shame"] },
            RulePlan.FailedTools => new("failed tools") { Counts = new Dictionary<RuleCount, int> { [RuleCount.FailedTools] = 2 } },
            RulePlan.ManyHandoffs => new("many handoffs") { Counts = new Dictionary<RuleCount, int> { [RuleCount.Handoffs] = 4 } },
            _ => new("bravo in result") { On = [RuleOccasion.ToolResult], Phrases = ["done bravo"] },
        };

    private static string PayUpTo(int amount) => string.Create(CultureInfo.InvariantCulture, $"{SimulatedTool.PayPermission} <= {amount}");

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;
}
