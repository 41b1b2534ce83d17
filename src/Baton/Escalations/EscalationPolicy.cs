using Baton.Escalations.Rules;

namespace Baton.Escalations;

/// <summary>When no agent of a team is to go on.</summary>
public sealed record EscalationPolicy
{
    /// <summary>The rules, each of which stops agents by itself. Default: none.</summary>
    public IReadOnlyList<EscalationRule> Rules { get; init; } = [];
}
