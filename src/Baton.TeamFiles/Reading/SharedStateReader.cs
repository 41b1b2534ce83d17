using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the values that agents share.</summary>
internal static class SharedStateReader
{
    public static IReadOnlyList<StateDraft> Read(Section team, ProblemList problems)
    {
        var drafts = new List<StateDraft>();
        if (team.Value("state") is not { } value)
            return drafts;
        if (value is not YamlMap map)
        {
            Section.Refuse(value, team.KeyAt("state"), Section.Quote("state"), "a map of names and what they hold", problems);
            return drafts;
        }

        foreach (var pair in Section.Pairs(map, "state", problems))
        {
            if (StateKey.CheckName(pair.Key.Text) is { } wrong)
                problems.Add(pair.Key.At, wrong.TrimEnd('.'));
            if (Section.Of(pair.Value, pair.Key.At, $"the state '{pair.Key.Text}'", TeamKeys.State, problems) is { } section)
                drafts.Add(Key(pair.Key, section, problems));
        }

        foreach (var scope in drafts.GroupBy(draft => draft.Key.Scope).Where(group => group.Count() > StateKey.MostKeys))
            problems.Add(
                scope.Last().At,
                $"the scope {TeamKeys.Scopes[(int)scope.Key]} has {scope.Count()} keys: at most {StateKey.MostKeys} are allowed"
            );
        return drafts;
    }

    /// <summary>Whether everybody who may read or write is there.</summary>
    public static void Check(TeamDraft draft, ProblemList problems)
    {
        if (draft.State.Count == 0)
            return;
        var agents = draft.Agents.Select(agent => agent.Name.Text).ToList();
        List<string> names = [.. agents, StateKey.Orchestrator, StateKey.Desk];
        foreach (var role in draft.Agents.Where(agent => agent.Name.Text is StateKey.Orchestrator or StateKey.Desk))
            problems.Add(
                role.Name.At,
                $"the agent '{role.Name.Text}' has a name that 'read' and 'write' of state use for somebody else: rename it"
            );
        foreach (var name in draft.State.SelectMany(state => state.Names).Where(name => !names.Contains(name.Text)))
            problems.Add(name.At, $"there is no agent '{name.Text}'{Nearest.HintOrAll(name.Text, names)}");
    }

    private static StateDraft Key(YamlScalar name, Section section, ProblemList problems)
    {
        var readers = section.Has("read") ? section.Texts("read", "readers") : null;
        var writers = section.Texts("write", "writers");
        if (!section.Has("write"))
            section.Missing("write");
        else if (section.Value("write") is YamlList { Items.Count: 0 })
            problems.Add(section.KeyAt("write"), $"nobody may write '{name.Text}': name at least one writer");
        var key = new StateKey
        {
            Name = name.Text,
            Scope = (StateScope)(section.OneOf("scope", TeamKeys.Scopes) ?? 0),
            Description = section.Text("description")?.Text.Trim(),
            Schema = Schema(section, problems),
            Readers = readers?.Select(reader => reader.Text).ToList(),
            Writers = [.. writers.Select(writer => writer.Text)],
            Merge = (StateMerge)(section.OneOf("merge", TeamKeys.Merges) ?? 0),
            Sensitivity = ClearanceReader.Clearance(section, "sensitivity") ?? Clearance.Normal,
        };
        key = key with
        {
            MaximumBytes = section.Integer("max_bytes", StateKey.MostBytes) ?? key.MaximumBytes,
            MaximumItems = section.Integer("max_items", StateKey.MostItems) ?? key.MaximumItems,
        };
        return new StateDraft(key, name.At, [.. readers ?? [], .. writers]);
    }

    private static JsonText Schema(Section section, ProblemList problems)
    {
        if (section.Value("schema") is not { } written)
            return JsonText.EmptyObject;
        if (written is not YamlMap)
        {
            Section.Refuse(written, section.KeyAt("schema"), Section.Quote("schema"), "a JSON Schema: a map of keywords", problems);
            return JsonText.EmptyObject;
        }

        if (YamlJson.Of(written, problems) is not { } schema)
            return JsonText.EmptyObject;
        if (StateKey.CheckSchema(schema) is { } wrong)
            problems.Add(section.KeyAt("schema"), $"the schema is not valid: {wrong}");
        return schema;
    }
}
