using Baton.Texts.Searches;

namespace Baton.Teams.Rules;

/// <summary>A rule with the numbers of its searches in the shared text index.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Phrases">The search for its phrases; -1 for none.</param>
/// <param name="Pattern">The search for its pattern; -1 for none.</param>
/// <param name="Topics">The searches for its topics.</param>
internal sealed record ReadyRule(EscalationRule Rule, int Phrases, int Pattern, IReadOnlyList<int> Topics)
{
    /// <summary>Whether it has conditions only on customer and categories.</summary>
    public bool IsStanding { get; } = Rule.IsStanding;

    public bool AsksText { get; } = Phrases >= 0 || Pattern >= 0 || Topics.Count > 0;

    public bool IsFor(RuleOccasion occasion) =>
        Rule.Router is null
        && (Rule.On.Count == 0 || Rule.On.Contains(occasion))
        && (Rule.Tool is null || occasion == RuleOccasion.ToolResult);

    public bool HoldsOf(TextIndex.Finding finding)
    {
        if (Phrases >= 0 && !finding.Holds(Phrases))
            return false;
        if (Topics.Count > 0)
        {
            var isAbout = false;
            foreach (var topic in Topics)
                isAbout = isAbout || finding.Holds(topic);
            if (!isAbout)
                return false;
        }

        return Pattern < 0 || finding.Holds(Pattern);
    }
}
