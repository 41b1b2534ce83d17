namespace Baton.Handoffs.Clearances;

/// <summary>What must hold for a clearance policy.</summary>
internal static class ClearanceRules
{
    public const string NothingToMask = "everybody may see what is normal: make it sensitive or secret";

    public static IEnumerable<string> Check(ClearancePolicy policy)
    {
        foreach (var pattern in policy.Patterns)
        {
            if (SensitivePattern.CheckName(pattern.Name) is { } name)
                yield return name;
            if (SensitivePattern.CheckPattern(pattern.Pattern) is { } wrong)
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
