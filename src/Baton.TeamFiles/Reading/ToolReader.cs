using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the map of tools.</summary>
internal static class ToolReader
{
    private static readonly string[] Kinds = ["table", "function", "mcp"];

    public static IReadOnlyList<ToolDraft> Read(Section team, ProblemList problems)
    {
        var tools = new List<ToolDraft>();
        if (team.Value("tools") is not { } value)
            return tools;
        if (value is not YamlMap map)
        {
            Section.Refuse(value, team.KeyAt("tools"), "'tools'", "a map of names and tools", problems);
            return tools;
        }

        foreach (var (name, body) in Section.Pairs(map, "tool", problems).Select(pair => (pair.Key, pair.Value)))
        {
            if (Baton.Tool.CheckName(name.Text) is { } wrong)
                problems.Add(name.At, wrong.TrimEnd('.'));
            else if (Baton.Tool.ReservedNames.Contains(name.Text))
                problems.Add(name.At, $"the tool name '{name.Text}' is Baton's own: choose another");
            tools.Add(Tool(new Word(name.Text, name.At), body, problems));
        }

        return tools;
    }

    private static ToolDraft Tool(Word name, YamlNode body, ProblemList problems)
    {
        if (Section.Of(body, name.At, $"the tool '{name.Text}'", TeamKeys.Tool, problems) is not { } section)
            return new RefusedDraft { Name = name };
        var kinds = Kinds.Where(section.Has).ToList();
        if (kinds.Count != 1)
        {
            var found = kinds.Count == 0 ? "none" : Words.And(kinds);
            problems.Add(name.At, $"the tool '{name.Text}' needs exactly one of {Words.Or(Kinds)}; it has {found}");
        }

        ToolDraft? read = kinds.FirstOrDefault() switch
        {
            "table" => Table(name, section, problems),
            "function" => Function(name, section),
            "mcp" => McpReader.Read(name, section, problems),
            _ => null,
        };
        var draft = read ?? new RefusedDraft { Name = name };
        var effect = Effect(section);
        if (draft is TableDraft && section.Has("effect"))
            problems.Add(section.KeyAt("effect"), "a table is always read_only: leave 'effect' out");
        if (draft is McpDraft && section.Has("description"))
            problems.Add(section.KeyAt("description"), "an MCP server describes its tools itself: leave 'description' out");
        return draft with
        {
            Description = section.Text("description"),
            Effect = effect,
            Timeout = section.Duration("timeout"),
            Needs = PermissionReader.Need(section, problems),
            Approval = ApprovalReader.Read(section, problems),
            Sensitivity = ClearanceReader.Clearance(section, "sensitivity"),
            LongestResult = LongestResult(section),
        };
    }

    public static int? LongestResult(Section section) => section.Integer("longest_result", most: 1_000_000, least: 256);

    public static ToolEffect? Effect(Section section) =>
        section.OneOf("effect", TeamKeys.Effects) switch
        {
            0 => ToolEffect.Once,
            1 => ToolEffect.Idempotent,
            2 => ToolEffect.ReadOnly,
            _ => null,
        };

    private static FunctionDraft? Function(Word name, Section section) =>
        section.Text("function") is { } function ? new FunctionDraft { Name = name, Function = function } : null;

    private static TableDraft? Table(Word name, Section tool, ProblemList problems)
    {
        if (tool.Map("table", TeamKeys.Table) is not { } section)
            return null;
        var file = section.Text("file", required: true);
        var match = Match(section, problems);
        var columns = section.Texts("return", "columns");
        var limit = section.Integer("limit", most: 1000);
        return file is null
            ? null
            : new TableDraft
            {
                Name = name,
                File = file.Value,
                Match = match,
                Return = columns,
                Limit = limit,
            };
    }

    /// <summary>The columns to match: a list of them, or a map that tells the model what each is.</summary>
    private static List<KeyValuePair<Word, Word?>> Match(Section table, ProblemList problems)
    {
        var columns = new List<KeyValuePair<Word, Word?>>();
        switch (table.Value("match"))
        {
            case null:
                table.Missing("match");
                break;
            case YamlMap { Pairs.Count: > 0 } map:
                foreach (var (column, text) in Section.Pairs(map, "column", problems).Select(pair => (pair.Key, pair.Value)))
                    columns.Add(new(new Word(column.Text, column.At), table.TextOf(text, column.At, Section.Quote(column.Text))));
                break;
            case YamlList { Items.Count: > 0 }:
                columns.AddRange(table.Texts("match", "columns").Select(column => new KeyValuePair<Word, Word?>(column, null)));
                break;
            case { } other:
                Section.Refuse(
                    other,
                    table.KeyAt("match"),
                    "'match'",
                    "a list of columns, or a map of columns and what they are, with at least one",
                    problems
                );
                break;
        }

        return columns;
    }
}
