using System.Globalization;

namespace Baton.Teams.Triage;

/// <summary>Checks a triage policy, from a team file or from C#.</summary>
internal static class TriageRules
{
    public static readonly NumberRange Confidence = new(0, 1, IsAbove: true);

    /// <summary>What is wrong with a policy.</summary>
    public static IEnumerable<string> Check(TriagePolicy policy)
    {
        foreach (
            var (name, confidence) in new[]
            {
                (nameof(policy.FastPathConfidence), policy.FastPathConfidence),
                (nameof(policy.DisagreementConfidence), policy.DisagreementConfidence),
            }
        )
        {
            if (confidence is { } given && !Confidence.Holds(given))
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {given}: it must be {Confidence}.");
        }

        if (!Enum.IsDefined(policy.OnDisagreement))
            yield return $"OnDisagreement is {policy.OnDisagreement}: it must be Note, Ask or Escalate.";
    }
}
