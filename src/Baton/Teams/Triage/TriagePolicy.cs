namespace Baton.Teams.Triage;

/// <summary>
/// What a router that learns from the agents' examples does beside the entry agent's model. Everything is off by default, and then nothing is
/// learned and nothing costs anything.
/// </summary>
/// <remarks>docs/routing.md says how it works and what was measured.</remarks>
public sealed record TriagePolicy
{
    /// <summary>Nothing: the entry agent's model routes alone.</summary>
    public static readonly TriagePolicy Default = new();

    /// <summary>When a message goes to specialists without a call of the entry agent's model. Default: null, never.</summary>
    public FastPath? FastPath { get; init; }

    /// <summary>
    /// What happens when the entry agent's model routes otherwise than the router would. Default: null, and the router is not asked for that.
    /// </summary>
    public Disagreement? Disagreement { get; init; }
}
