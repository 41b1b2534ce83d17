using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the map of agents.</summary>
internal static class AgentReader
{
    private const int MostWindow = 100_000_000;

    public static IReadOnlyList<AgentDraft> Read(Section team, ProblemList problems)
    {
        if (team.Value("agents") is not { } value)
        {
            team.Missing("agents");
            return [];
        }

        if (value is not YamlMap { Pairs.Count: > 0 } map)
        {
            if (value is YamlMap empty)
                problems.Add(empty.At, "'agents' is empty: a team needs at least one");
            else
                Section.Refuse(value, team.KeyAt("agents"), "'agents'", "a map of names and agents", problems);
            return [];
        }

        var agents = new List<AgentDraft>();
        foreach (var (name, body) in Section.Pairs(map, "agent", problems).Select(pair => (pair.Key, pair.Value)))
        {
            if (Baton.Agent.CheckName(name.Text) is { } wrong)
                problems.Add(name.At, wrong.TrimEnd('.'));
            agents.Add(Agent(new Word(name.Text, name.At), body, problems));
        }

        return agents;
    }

    private static AgentDraft Agent(Word name, YamlNode body, ProblemList problems)
    {
        var section = Section.Of(body, name.At, $"the agent '{name.Text}'", TeamKeys.Agent, problems);
        if (section is null)
            return new AgentDraft
            {
                Name = name,
                Tools = [],
                Handoffs = [],
                HandoffsLost = true,
                PermissionsLost = true,
                ToolsLost = true,
                Examples = [],
                Answers = [],
            };
        var handoffs = Handoffs(section, problems);
        var permissions = PermissionReader.List(section, "permissions", problems) ?? [];
        var tools = section.Texts("tools", "tool names");
        var overflow = section.Text("overflow");
        var holds = section.Map("holds", TeamKeys.Holds);
        return new AgentDraft
        {
            Name = name,
            Description = section.Text("description"),
            Instructions = section.Text("instructions"),
            Models = ModelReader.Read(section, problems),
            ContextWindow = section.Integer("context_window", MostWindow, Baton.Agent.LeastContextWindow),
            HoldTime = holds?.Period("time"),
            HoldTurns = holds?.Integer("turns", LimitsReader.MostTurns),
            Overflow = overflow,
            OverflowLost = section.Has("overflow") && overflow is null,
            Fallback = FallbackReader.Read(section, TeamKeys.AgentFallback, problems),
            History = HistoryReader.Read(section),
            Confidence = ConfidenceReader.Read(section, problems),
            IsSensitive = section.Flag("sensitive"),
            Clearance = ClearanceReader.Clearance(section, "clearance"),
            Permissions = permissions,
            PermissionsLost = Lost(section, "permissions", permissions.Count),
            Tools = tools,
            ToolsLost = Lost(section, "tools", tools.Count),
            Handoffs = handoffs,
            HandoffsLost = Lost(section, "handoffs", handoffs.Count),
            Examples = section.Texts("examples", "sentences"),
            Answers = Answers(section, problems),
        };
    }

    private static bool Lost(Section section, string key, int read) =>
        section.Value(key) is { } written && (written as YamlList)?.Items.Count != read;

    private static List<HandoffDraft> Handoffs(Section agent, ProblemList problems)
    {
        var handoffs = new List<HandoffDraft>();
        foreach (var item in agent.List("handoffs", "agents"))
        {
            if (item is YamlMap map)
            {
                var section = new Section(map, TeamKeys.Handoff, problems);
                var limits = LimitsReader.Read(section, "limits", problems);
                var history = HistoryReader.Read(section);
                var isSensitive = section.Flag("sensitive");
                if (section.Text("to", required: true) is { } to)
                    handoffs.Add(
                        new HandoffDraft(to, section.Text("when"))
                        {
                            Limits = limits,
                            IsSensitive = isSensitive,
                            History = history,
                        }
                    );
            }
            else if (agent.TextOf(item, item.At, Section.ItemOf("handoffs")) is { } to)
            {
                handoffs.Add(new HandoffDraft(to, null));
            }
        }

        return handoffs;
    }

    private static List<AnswerDraft> Answers(Section agent, ProblemList problems)
    {
        var answers = new List<AnswerDraft>();
        foreach (var item in agent.List("answers", "answers"))
        {
            if (Section.Of(item, item.At, Section.ItemOf("answers"), TeamKeys.Answer, problems) is not { } section)
                continue;
            if (!section.Has("when"))
                section.Missing("when");
            var when = section.Texts("when", "sentences");
            if (section.Value("when") is YamlList { Items.Count: 0 } empty)
                problems.Add(empty.At, "'when' is empty: write what a customer might say");
            var lookUps = LookUps(section, problems);
            var otherwise = section.Text("otherwise");
            if (section.Text("say", required: true) is { } say)
                answers.Add(new AnswerDraft(when, lookUps, say, otherwise));
        }

        return answers;
    }

    private static List<LookUpDraft> LookUps(Section answer, ProblemList problems)
    {
        var lookUps = new List<LookUpDraft>();
        foreach (var item in answer.List("look_up", "tool calls"))
        {
            if (Section.Of(item, item.At, Section.ItemOf("look_up"), TeamKeys.LookUp, problems) is not { } section)
                continue;
            var with = Pairs(section, "with", problems);
            var name = section.Text("as");
            if (name is { } named && Baton.Tool.CheckName(named.Text) is not null)
                problems.Add(named.At, $"'{named.Text}' is not a name for a look-up: use 1 to 64 letters, digits, '-' and '_'");
            if (section.Text("tool", required: true) is { } tool)
                lookUps.Add(new LookUpDraft(tool, name, with));
        }

        return lookUps;
    }

    /// <summary>A map of names and single values; numbers and truth values stay as they are written.</summary>
    public static List<KeyValuePair<Word, Word>> Pairs(Section section, string key, ProblemList problems)
    {
        var pairs = new List<KeyValuePair<Word, Word>>();
        if (section.Value(key) is not { } value)
            return pairs;
        if (value is not YamlMap map)
        {
            Section.Refuse(value, section.KeyAt(key), Section.Quote(key), "a map of names and values", problems);
            return pairs;
        }

        foreach (var (name, item) in Section.Pairs(map, "name", problems).Select(pair => (pair.Key, pair.Value)))
        {
            if (item is YamlScalar { Kind: not YamlKind.Nothing } scalar)
                pairs.Add(new(new Word(name.Text, name.At), new Word(scalar.Text, scalar.At)));
            else
                Section.Refuse(item, name.At, Section.Quote(name.Text), "one value", problems);
        }

        return pairs;
    }
}
