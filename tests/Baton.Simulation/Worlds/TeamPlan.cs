namespace Baton.Simulation.Worlds;

/// <summary>A team to build, in each process anew.</summary>
internal sealed record TeamPlan
{
    public IReadOnlyList<AgentPlan> Agents { get; init; } = [new()];

    public IReadOnlyList<DeskPlan> Desks { get; init; } = [];

    /// <summary>The rungs: agents from 0, desks from 100. Empty: the desks.</summary>
    public IReadOnlyList<int> Ladder { get; init; } = [];

    public IReadOnlyList<RulePlan> Rules { get; init; } = [];

    public IssueStrategy Strategy { get; init; }

    public bool IsStrategyByTriage { get; init; }

    public bool RepliesPerIssue { get; init; }

    public bool? UpdatesIssues { get; init; }

    public int ModelCalls { get; init; } = 24;

    public int ToolCalls { get; init; } = 48;

    public int Handoffs { get; init; } = 12;

    public int Legs { get; init; } = 16;

    /// <summary>The time of a turn, in seconds.</summary>
    public int TurnTime { get; init; } = 300;

    /// <summary>The time of a model call, in seconds.</summary>
    public int ModelTime { get; init; } = 100;

    public int Retries { get; init; } = 1;

    public bool HasGeneralist { get; init; }

    /// <summary>The time of each conversation in seconds; null for no limit.</summary>
    public int? ConversationTime { get; init; }

    /// <summary>The messages of each conversation; null for no limit.</summary>
    public int? ConversationTurns { get; init; }

    /// <summary>The confidence that replies need, in hundredths; null for none.</summary>
    public int? Confidence { get; init; }

    /// <summary>The router's confidence for the fast path, in hundredths; null for none.</summary>
    public int? FastPath { get; init; }

    public bool IsAudited { get; init; }

    /// <summary>What agents pay for a topic; above 50 a person must approve it.</summary>
    public int Pays { get; init; } = 10;

    public bool HasState { get; init; }

    public bool HasGuard { get; init; }

    public bool ChecksAmounts { get; init; }

    /// <summary>Whether the receiver's model writes the prose of summaries.</summary>
    public bool WritesSummaries { get; init; }
}

/// <summary>An agent to build. Its name is its place, and so is its first topic.</summary>
internal sealed record AgentPlan
{
    public IReadOnlyList<HandoffPlan> Handoffs { get; init; } = [];

    public IReadOnlyList<ToolKind> Tools { get; init; } = [];

    /// <summary>The greatest amount that it may pay; null for no permission.</summary>
    public int? MayPay { get; init; }

    /// <summary>0 normal, 1 sensitive, 2 secret.</summary>
    public int Clearance { get; init; }

    public int Window { get; init; } = 128_000;

    public int? HoldTurns { get; init; }

    /// <summary>In seconds.</summary>
    public int? HoldTime { get; init; }

    /// <summary>How many models it has, one after the other.</summary>
    public int Models { get; init; } = 1;

    public bool IsSensitive { get; init; }

    /// <summary>Who takes over a history that is too long for it; null for nobody.</summary>
    public int? Overflow { get; init; }
}

/// <summary>A handoff to build.</summary>
/// <param name="To">The agent.</param>
internal sealed record HandoffPlan(int To)
{
    /// <summary>The greatest amount that may be paid on what is handed over; null for no limit.</summary>
    public int? MayPay { get; init; }

    /// <summary>Whether only tools that look up may be used on it.</summary>
    public bool OnlyLooks { get; init; }

    /// <summary>In seconds.</summary>
    public int? Time { get; init; }

    public int? Turns { get; init; }
}

/// <summary>The tools that an agent can have.</summary>
internal enum ToolKind
{
    /// <summary>Looks something up.</summary>
    Look,

    /// <summary>Looks up what is sensitive.</summary>
    LookSensitive,

    /// <summary>Changes something, once.</summary>
    Once,

    /// <summary>Changes something, and may be repeated.</summary>
    Again,

    /// <summary>Pays an amount, with a permission, and above 50 with a person's approval.</summary>
    Pay,
}

/// <summary>A desk to build.</summary>
internal sealed record DeskPlan
{
    public bool IsSystem { get; init; }

    /// <summary>In seconds.</summary>
    public int? FirstResponse { get; init; }

    /// <summary>In seconds.</summary>
    public int? Resolution { get; init; }

    /// <summary>Whether it is told of its tickets by a webhook.</summary>
    public bool HasWebhook { get; init; }

    public bool HasEmail { get; init; }

    /// <summary>What deliveries to it may contain; null for the default.</summary>
    public int? Clearance { get; init; }
}

/// <summary>The rules that a team can have.</summary>
internal enum RulePlan
{
    /// <summary>A customer's message has a phrase.</summary>
    PhraseInMessage,

    /// <summary>A reply has a phrase.</summary>
    PhraseInReply,

    /// <summary>A tool failed twice.</summary>
    FailedTools,

    /// <summary>There were many handoffs.</summary>
    ManyHandoffs,

    /// <summary>A tool's result has a phrase.</summary>
    PhraseInResult,
}
