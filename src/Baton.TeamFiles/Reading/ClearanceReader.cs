using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;
using Baton.Texts.Clearances;
using Baton.Texts.Expressions;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads who may see what: clearances, sensitivities and the clearance policy.</summary>
internal static class ClearanceReader
{
    public static Clearance? Clearance(Section section, string key) => (Clearance?)section.OneOf(key, TeamKeys.Clearances);

    public static ClearancePolicy? Policy(Section team, ProblemList problems)
    {
        if (team.Map("clearance_policy", TeamKeys.ClearancePolicy) is not { } section)
            return null;
        return new ClearancePolicy { Patterns = Patterns(section, problems), Fields = Fields(section, problems) };
    }

    private static List<SensitivePattern> Patterns(Section policy, ProblemList problems)
    {
        var patterns = new List<SensitivePattern>();
        foreach (var item in policy.List("patterns", "patterns"))
        {
            if (Section.Of(item, item.At, Section.ItemOf("patterns"), TeamKeys.Pattern, problems) is not { } section)
                continue;
            var name = section.Text("name", required: true);
            CheckName(name, problems);
            var pattern = section.Text("pattern", required: true);
            if (pattern is { } expression && LinearPattern.Check(expression.Text) is { } wrong)
                problems.Add(expression.At, wrong.TrimEnd('.'));
            var sensitivity = Sensitivity(section, problems);
            if (name is not null && pattern is not null)
                patterns.Add(new SensitivePattern(name.Value.Text, pattern.Value.Text, sensitivity));
        }

        return patterns;
    }

    private static List<SensitiveField> Fields(Section policy, ProblemList problems)
    {
        var fields = new List<SensitiveField>();
        foreach (var item in policy.List("fields", "field names"))
        {
            Word? name;
            var sensitivity = Texts.Clearances.Clearance.Sensitive;
            if (item is YamlMap map)
            {
                var section = new Section(map, TeamKeys.Field, problems);
                name = section.Text("name", required: true);
                sensitivity = Sensitivity(section, problems);
            }
            else
            {
                name = policy.TextOf(item, item.At, Section.ItemOf("fields"));
            }

            CheckName(name, problems);
            if (name is { } named)
                fields.Add(new SensitiveField(named.Text, sensitivity));
        }

        return fields;
    }

    private static Clearance Sensitivity(Section section, ProblemList problems)
    {
        var sensitivity = Clearance(section, "sensitivity") ?? Texts.Clearances.Clearance.Sensitive;
        if (sensitivity == Texts.Clearances.Clearance.Normal)
            problems.Add(section.KeyAt("sensitivity"), ClearanceRules.NothingToMask);
        return sensitivity;
    }

    private static void CheckName(Word? name, ProblemList problems)
    {
        if (name is { } named && SensitivePattern.CheckName(named.Text) is { } wrong)
            problems.Add(named.At, wrong.TrimEnd('.'));
    }
}
