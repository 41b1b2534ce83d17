using Baton.Journals.Constraints;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads what agents may do and what tools need.</summary>
internal static class PermissionReader
{
    /// <summary>
    /// A list of permissions, each named once; null when it is not written, since none and not said are different limits.
    /// </summary>
    public static IReadOnlyList<Permission>? List(Section section, string key, ProblemList problems)
    {
        if (!section.Has(key))
            return null;
        var permissions = new Dictionary<string, Permission>(StringComparer.Ordinal);
        foreach (var text in section.Texts(key, "permissions"))
        {
            if (One(text, problems) is { } permission && !permissions.TryAdd(permission.Name, permission))
                problems.Add(text.At, $"'{permission.Name}' appears twice in '{key}'");
        }

        return [.. permissions.Values];
    }

    /// <summary>What a tool needs: a permission, or a map that also names the argument for bounds.</summary>
    public static NeedDraft? Need(Section tool, ProblemList problems)
    {
        switch (tool.Value("needs"))
        {
            case null:
                return null;
            case YamlMap map:
                var section = new Section(map, TeamKeys.Need, problems);
                var argument = section.Text("argument");
                return section.Text("permission", required: true) is { } permission
                    ? Need(permission, argument, section.Has("argument"), problems)
                    : null;
            case YamlScalar { Kind: YamlKind.Text } scalar:
                return tool.TextOf(scalar, scalar.At, Section.Quote("needs")) is { } text
                    ? Need(text, null, argumentIsWritten: false, problems)
                    : null;
            case { } other:
                Section.Refuse(
                    other,
                    tool.KeyAt("needs"),
                    Section.Quote("needs"),
                    "text such as billing.refund, or a map of 'permission' and 'argument'",
                    problems
                );
                return null;
        }
    }

    private static NeedDraft? Need(Word text, Word? argument, bool argumentIsWritten, ProblemList problems)
    {
        if (One(text, problems) is not { } permission)
            return null;
        if (permission.AtMost is not null && !argumentIsWritten)
            problems.Add(
                text.At,
                $"the bound of '{text.Text.Trim()}' has nothing to hold: write {{permission: {text.Text.Trim()}, argument: NAME}}"
            );
        return new NeedDraft(permission, argument?.Text, text.At, argument?.At);
    }

    private static Permission? One(Word text, ProblemList problems)
    {
        if (Permission.TryParse(text.Text, out var permission))
            return permission;
        problems.Add(text.At, $"'{text.Text}' is not a permission: write it as billing.refund, or with a bound as billing.refund <= 50");
        return null;
    }
}
