using Baton.Texts.Expressions;

namespace Baton.Texts.Clearances;

/// <summary>Checks a clearance policy.</summary>
public static class ClearanceRules
{
    /// <summary>Why a pattern or field may not be marked as normal.</summary>
    public const string NothingToMask = "everybody may see normal data: make it sensitive or secret";

    /// <summary>What is wrong with a policy, each in a sentence.</summary>
    public static IEnumerable<string> Check(ClearancePolicy policy)
    {
        foreach (var pattern in policy.Patterns)
        {
            if (SensitivePattern.CheckName(pattern.Name) is { } name)
                yield return name;
            if (LinearPattern.Check(pattern.Pattern) is { } wrong)
                yield return $"Pattern '{pattern.Name}': {wrong}";
            if (!IsMasking(pattern.Sensitivity))
                yield return $"Pattern '{pattern.Name}': {NothingToMask}.";
        }

        foreach (var field in policy.Fields)
        {
            if (SensitivePattern.CheckName(field.Name) is { } name)
                yield return name;
            if (!IsMasking(field.Sensitivity))
                yield return $"Field '{field.Name}': {NothingToMask}.";
        }
    }

    private static bool IsMasking(Clearance sensitivity) => sensitivity is Clearance.Sensitive or Clearance.Secret;
}
