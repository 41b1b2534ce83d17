using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads which calls of a tool wait until a person approves them.</summary>
internal static class ApprovalReader
{
    // As many digits before the point as the bound of a permission has.
    private const decimal MostLimit = 999_999_999_999_999;

    public static ApprovalDraft? Read(Section tool, ProblemList problems)
    {
        switch (tool.Value("approval"))
        {
            case null:
                return null;
            case YamlMap map:
                return Over(new Section(map, TeamKeys.Approval, problems));
            case YamlScalar { Kind: YamlKind.Text, Text: "always" }:
                return new ApprovalDraft(ApprovalRule.Always, Argument: null);
            case { } other:
                Section.Refuse(
                    other,
                    tool.KeyAt("approval"),
                    Section.Quote("approval"),
                    "always, or a map of 'argument' and 'over'",
                    problems
                );
                return null;
        }
    }

    private static ApprovalDraft? Over(Section section)
    {
        var argument = section.Text("argument", required: true);
        var over = section.Amount("over", MostLimit);
        return argument is { } name && over is { } limit ? new ApprovalDraft(ApprovalRule.Over(name.Text, limit), name) : null;
    }
}
