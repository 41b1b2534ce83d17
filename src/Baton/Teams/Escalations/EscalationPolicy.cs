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
    /// The names of agents and desks, in the order in which they are asked. The next one is asked when one declines, does not answer in
    /// time or fails; after the last the customer gets a degraded answer. An agent on the ladder that no handoff reaches is passed to the
    /// team as one of its <c>others</c>. Empty: the team's desks, in their order. Default: empty.
    /// </summary>
    public IReadOnlyList<string> Ladder { get; init; } = [];

    /// <summary>
    /// Whether closed desks (<see cref="Desk.Hours"/>) are asked after the others. Default: no, and the ticket waits there until the desk
    /// opens.
    /// </summary>
    public bool SkipsClosed { get; init; }

    /// <summary>
    /// Whether agents have the tool <c>escalate</c>, by which they say that they should not go on. It takes about 150 tokens of each model
    /// call. Default: yes, if there is anybody to escalate to.
    /// </summary>
    public bool ByAgents { get; init; } = true;

    /// <summary>Whether a customer who asks for a person gets one. Default: yes, if people are at a desk.</summary>
    public bool ByCustomers { get; init; } = true;

    /// <summary>Rules that stop agents automatically. Default: none.</summary>
    public IReadOnlyList<EscalationRule> Rules { get; init; } = [];
}
