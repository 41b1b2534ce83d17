using Baton.Teams.Rules;

namespace Baton.Teams.Escalations;

/// <summary>Where a team's escalations go, and who may ask for one.</summary>
public sealed record EscalationPolicy
{
    /// <summary>The most that <see cref="Rules"/> may have.</summary>
    public const int MostRules = RuleChecks.MostRules;

    /// <summary>The defaults.</summary>
    public static readonly EscalationPolicy Default = new();

    /// <summary>
    /// The names of agents and desks, in the order in which they are asked: who declines, does not answer in time or fails makes room for the
    /// next, and behind the last the customer gets a degraded answer. An agent of it that no handoff reaches is given to the team as one of its
    /// <c>others</c>. Empty: the team's desks, in their order. Default: empty.
    /// </summary>
    public IReadOnlyList<string> Ladder { get; init; } = [];

    /// <summary>
    /// Whether a desk where nobody is at the moment (<see cref="Desk.Hours"/>) is asked behind the others. Default: no, and the ticket waits
    /// there until it opens.
    /// </summary>
    public bool SkipsClosed { get; init; }

    /// <summary>
    /// Whether agents have the tool <c>escalate</c>, by which they say that they should not go on; it takes about 150 tokens of each model call.
    /// Default: yes, where there is anybody to escalate to.
    /// </summary>
    public bool ByAgents { get; init; } = true;

    /// <summary>Whether a customer who asks for a person gets one. Default: yes, where people are at a desk.</summary>
    public bool ByCustomers { get; init; } = true;

    /// <summary>What stops agents by itself. Default: no rules.</summary>
    public IReadOnlyList<EscalationRule> Rules { get; init; } = [];
}
