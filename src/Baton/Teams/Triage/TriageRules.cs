using System.Globalization;

namespace Baton.Teams.Triage;

/// <summary>Checks a triage policy, from a team file or from C#.</summary>
internal static class TriageRules
{
    public static readonly NumberRange Confidence = new(0, 1, IsAbove: true);

    /// <summary>What is wrong with a policy.</summary>
    public static IEnumerable<string> Check(TriagePolicy policy)
    {
        foreach (var (name, confidence) in new[] { ("fast path", policy.FastPath?.ConfidenceAtLeast), ("disagreement", policy.Disagreement?.ConfidenceAtLeast) })
        {
            if (confidence is { } given && !Confidence.Holds(given))
                yield return string.Create(CultureInfo.InvariantCulture, $"the {name}'s ConfidenceAtLeast is {given}: it must be {Confidence}.");
        }

        if (policy.Disagreement is { Then: var then } && !Enum.IsDefined(then))
            yield return $"the disagreement's Then is {then}: it must be Note, Ask or Escalate.";
    }
}
