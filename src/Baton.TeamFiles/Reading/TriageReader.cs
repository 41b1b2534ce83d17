using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.Teams.Triage;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads what a router does beside the entry agent's model.</summary>
internal static class TriageReader
{
    public static TriageDraft? Read(Section team)
    {
        if (team.Map("triage", TeamKeys.Triage) is not { } section)
            return null;
        var (fast, disagreement) = (section.Map("fast_path", TeamKeys.FastPath), section.Map("disagreement", TeamKeys.Disagreement));
        var policy = TriagePolicy.Default;
        if (fast is not null && Confidence(fast) is { } sure)
            policy = policy with { FastPathConfidence = sure };
        if (disagreement is not null && Confidence(disagreement) is { } other)
            policy = policy with
            {
                DisagreementConfidence = other,
                OnDisagreement = (DisagreementAction)(disagreement.OneOf("then", TeamKeys.DisagreementActions) ?? 0),
            };
        return new TriageDraft(policy, team.KeyAt("triage"));
    }

    /// <summary>A router that learns from nothing knows nobody.</summary>
    public static void Check(TeamDraft draft, ProblemList problems)
    {
        if (
            draft.Triage is { } triage
            && triage.Policy != TriagePolicy.Default
            && draft.Agents.All(agent => agent.Name.Text == draft.Entry?.Text || (agent.Examples.Count == 0 && agent.Answers.Count == 0))
        )
            problems.Add(
                triage.At,
                "'triage' learns from examples, and no agent behind the entry agent has any: give them 'examples', or leave 'triage' out"
            );
    }

    private static double? Confidence(Section section)
    {
        if (section.Has("confidence_at_least"))
            return section.Number("confidence_at_least", NumberRange.ShareAboveZero);
        section.Missing("confidence_at_least");
        return null;
    }
}
