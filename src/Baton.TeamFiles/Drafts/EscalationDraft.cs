using Baton.TeamFiles.Problems;
using Baton.Teams.Escalations;

namespace Baton.TeamFiles.Drafts;

/// <summary>An escalation policy as it was written; null is what was not.</summary>
internal sealed record EscalationDraft
{
    public IReadOnlyList<Word>? Ladder { get; init; }

    /// <summary>Where the ladder stands.</summary>
    public required Position LadderAt { get; init; }

    public bool SkipsClosed { get; init; }

    public bool? ByAgents { get; init; }

    public bool? ByCustomers { get; init; }

    public IReadOnlyList<RuleDraft> Rules { get; init; } = [];

    /// <summary>Everybody whom escalations go to, by the names that were written.</summary>
    public IEnumerable<Word> Targets => (Ladder ?? []).Concat(Rules.Select(rule => rule.Target).OfType<Word>());

    public EscalationPolicy ToPolicy() =>
        new()
        {
            Ladder = [.. (Ladder ?? []).Select(name => name.Text)],
            SkipsClosed = SkipsClosed,
            ByAgents = ByAgents ?? EscalationPolicy.Default.ByAgents,
            ByCustomers = ByCustomers ?? EscalationPolicy.Default.ByCustomers,
            Rules = [.. Rules.Select(rule => rule.Rule)],
        };
}
