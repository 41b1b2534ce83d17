using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the people and systems behind a team, and how escalations get to them.</summary>
internal static class DeskReader
{
    /// <summary>The desks: those of the map <c>desks</c>, or the one of <c>desk</c>.</summary>
    public static IReadOnlyList<DeskDraft> Read(Section team, ProblemList problems)
    {
        if (team.Has("desk") && team.Has("desks"))
            problems.Add(team.KeyAt("desk"), "'desk' is the short form for one desk: put it under 'desks' with the others");
        if (team.Map("desk", TeamKeys.Desk) is { } one)
            return one.Text("name", required: true) is { } name ? [Desk(name, one, problems)] : [];
        return Several(team, problems);
    }

    /// <summary>Where escalations go; null where nothing was written.</summary>
    public static EscalationDraft? Escalation(Section team, ProblemList problems) =>
        team.Map("escalation", TeamKeys.Escalation) is not { } section
            ? null
            : new EscalationDraft
            {
                Ladder = section.Has("ladder") ? section.Texts("ladder", "agents and desks") : null,
                SkipsClosed = section.Flag("skip_closed"),
                ByAgents = section.Has("by_agents") ? section.Flag("by_agents") : null,
                ByCustomers = section.Has("by_customers") ? section.Flag("by_customers") : null,
                Rules = RuleReader.Read(section, problems),
                LadderAt = section.KeyAt("ladder"),
            };

    private static List<DeskDraft> Several(Section team, ProblemList problems)
    {
        var drafts = new List<DeskDraft>();
        if (team.Value("desks") is not { } value)
            return drafts;
        if (value is not YamlMap map)
        {
            Section.Refuse(value, team.KeyAt("desks"), Section.Quote("desks"), "a map of names and desks", problems);
            return drafts;
        }

        foreach (var pair in Section.Pairs(map, "desk", problems))
        {
            if (Section.Of(pair.Value, pair.Key.At, $"the desk '{pair.Key.Text}'", TeamKeys.Desks, problems) is { } section)
                drafts.Add(Desk(new Word(pair.Key.Text, pair.Key.At), section, problems));
        }

        return drafts;
    }

    private static DeskDraft Desk(Word name, Section section, ProblemList problems) =>
        new(name)
        {
            Description = section.Text("description"),
            IsSystem = section.OneOf("kind", TeamKeys.DeskKinds) == 1,
            Skills = section.Texts("skills", "skills"),
            FirstResponse = section.Period("first_response"),
            Resolution = section.Period("resolution"),
            Hours = HoursReader.Read(section, problems),
            News = DeliveryReader.News(section, problems),
        };
}
