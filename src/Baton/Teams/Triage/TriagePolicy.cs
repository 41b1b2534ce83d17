namespace Baton.Teams.Triage;

/// <summary>
/// How a router that learns from the agents' examples supports the entry agent's model. Everything is off by default; then nothing is
/// learned and nothing costs anything.
/// </summary>
/// <remarks>docs/routing.md explains it and has measurements.</remarks>
public sealed record TriagePolicy
{
    /// <summary>No router: the entry agent's model routes alone.</summary>
    public static readonly TriagePolicy Default = new();

    /// <summary>When a message goes straight to specialists, without a call of the entry agent's model. Default: null, never.</summary>
    public FastPath? FastPath { get; init; }

    /// <summary>What happens when the entry agent's model and the router disagree. Default: null, and the router is not asked.</summary>
    public Disagreement? Disagreement { get; init; }
}
