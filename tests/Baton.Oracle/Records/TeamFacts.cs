namespace Baton.Oracle.Records;

/// <summary>What the oracle knows of a team: what the world declared, not what Baton made of it.</summary>
public sealed record TeamFacts
{
    public required IReadOnlyList<AgentFacts> Agents { get; init; }

    public required IReadOnlyList<ToolFacts> Tools { get; init; }

    public IReadOnlyList<DeskFacts> Desks { get; init; } = [];

    public IReadOnlyList<StateFacts> State { get; init; } = [];

    /// <summary>The names of who is asked to take over, in order; empty if the world does not say.</summary>
    public IReadOnlyList<string> Ladder { get; init; } = [];

    /// <summary>The name of the entry agent.</summary>
    public required string Entry { get; init; }

    /// <summary>The most model calls, tool calls, handoffs and legs of a turn.</summary>
    public required int ModelCalls { get; init; }

    public required int ToolCalls { get; init; }

    public required int Handoffs { get; init; }

    public required int Legs { get; init; }

    /// <summary>How long a turn may work on an answer.</summary>
    public required TimeSpan TurnTime { get; init; }

    /// <summary>How often a failed model call is tried again.</summary>
    public required int Retries { get; init; }

    /// <summary>How many models an agent has at most, one after the other.</summary>
    public required int ModelsOfAgent { get; init; }

    /// <summary>Whether replies are checked for promises that nobody kept, such as "I have refunded you".</summary>
    public bool ChecksPromises { get; init; } = true;

    /// <summary>How long a lease lives without a sign of life.</summary>
    public required TimeSpan LeaseTime { get; init; }
}

/// <summary>An agent as the world declared it.</summary>
public sealed record AgentFacts
{
    public required string Name { get; init; }

    /// <summary>The agents that it may hand over to.</summary>
    public IReadOnlyList<HandoffFacts> Handoffs { get; init; } = [];

    /// <summary>The names of its tools.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Its grants, as "pay" or "pay &lt;= 20".</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Its clearance: 0 normal, 1 sensitive, 2 secret.</summary>
    public required int Clearance { get; init; }

    /// <summary>Whether it may be given the baton without a handoff to it: on the ladder, a generalist, or an overflow agent.</summary>
    public bool IsFallback { get; init; }
}

/// <summary>A handoff as the world declared it, with its limits.</summary>
public sealed record HandoffFacts(string To)
{
    /// <summary>The only permissions that may be used on what is handed over; null for no limit.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }

    /// <summary>The only tools that may be used on it; null for no limit.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>How long work on it may go on; null for no limit.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How many messages may be worked on, with the present one; null for no limit.</summary>
    public int? Turns { get; init; }
}

/// <summary>A tool as the world declared it.</summary>
public sealed record ToolFacts
{
    public required string Name { get; init; }

    /// <summary>"once", "idempotent" or "read_only".</summary>
    public required string Effect { get; init; }

    /// <summary>The permission that it needs; null for none.</summary>
    public string? Needs { get; init; }

    /// <summary>The argument that bounds are compared with; null for none.</summary>
    public string? Argument { get; init; }

    /// <summary>The greatest argument without a person's approval; null if it needs none. Zero or below: always.</summary>
    public decimal? ApprovalOver { get; init; }

    /// <summary>The sensitivity of its results, on the scale of <see cref="AgentFacts.Clearance"/>.</summary>
    public required int Sensitivity { get; init; }

    /// <summary>How long a call may take.</summary>
    public required TimeSpan Timeout { get; init; }
}

/// <summary>A desk as the world declared it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSystem">Whether another system works there.</param>
/// <param name="Clearance">What deliveries to it may contain, on the scale of <see cref="AgentFacts.Clearance"/>; null for nothing that
/// anybody wrote, or for a system what is normal.</param>
/// <param name="HasNews">Whether it is told of its tickets by webhook or e-mail.</param>
public sealed record DeskFacts(string Name, bool IsSystem, int? Clearance, bool HasNews);

/// <summary>A shared value as the world declared it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Scope">"conversation", "customer" or "team".</param>
/// <param name="Writers">Who may write it.</param>
/// <param name="Readers">Who may read it; null for everybody.</param>
/// <param name="IsSum">Whether writes are added up; otherwise a stale one is refused.</param>
public sealed record StateFacts(string Key, string Scope, IReadOnlyList<string> Writers, IReadOnlyList<string>? Readers, bool IsSum);
