using Baton.Journals;
using Baton.Journals.Entries;
using Baton.TeamFiles.Drafts;
using Baton.TeamFiles.Problems;
using Baton.TeamFiles.Yaml;
using Baton.Teams.Escalations;
using Baton.Teams.Histories;
using Baton.Teams.Rules;

namespace Baton.TeamFiles.Reading;

/// <summary>Reads the rules that stop agents.</summary>
internal static class RuleReader
{
    private const string Key = "rules";
    private static readonly string[] TextConditions = ["phrases", "pattern", "topics", "tool"];

    private const int MostTimes = 1_000_000;

    private static readonly NumberRange AnyNumber = new(-999_999_999_999_999, 999_999_999_999_999);

    public static IReadOnlyList<RuleDraft> Read(Section escalation, ProblemList problems)
    {
        var rules = new Dictionary<string, RuleDraft>(StringComparer.Ordinal);
        foreach (var item in escalation.List(Key, "rules"))
        {
            if (Section.Of(item, item.At, Section.ItemOf(Key), TeamKeys.Rule, problems) is not { } section)
                continue;
            if (section.Text("name", required: true) is not { } name)
                continue;
            if (EscalationRule.CheckName(name.Text) is { } noName)
                problems.Add(name.At, noName.TrimEnd('.'));
            if (!rules.TryAdd(name.Text, Rule(name, section, problems)))
                problems.Add(name.At, $"'{name.Text}' appears twice in '{Key}'");
        }

        if (rules.Count > EscalationPolicy.MostRules)
            problems.Add(escalation.KeyAt(Key), $"there are {rules.Count} rules, and may be {EscalationPolicy.MostRules}");
        return [.. rules.Values];
    }

    /// <summary>Whether what rules name is there.</summary>
    public static void Check(TeamDraft draft, IReadOnlyCollection<string> targets, ProblemList problems)
    {
        List<string> topics = [.. draft.SensitiveTopics.Select(topic => topic.Name)];
        foreach (var rule in draft.Escalation?.Rules ?? [])
        {
            if (rule.Target is { } target && !targets.Contains(target.Text))
                problems.Add(target.At, $"there is no agent and no desk '{target.Text}'{Nearest.HintOrAll(target.Text, targets)}");
            foreach (var agent in rule.Agents.Where(agent => draft.Agents.All(other => other.Name.Text != agent.Text)))
                problems.Add(
                    agent.At,
                    $"there is no agent '{agent.Text}'{Nearest.HintOrAll(agent.Text, [.. draft.Agents.Select(other => other.Name.Text)])}"
                );
            foreach (var topic in rule.Topics.Where(topic => !topics.Contains(topic.Text)))
                problems.Add(
                    topic.At,
                    "there is no sensitive topic "
                        + $"'{topic.Text}'{(topics.Count > 0 ? Nearest.HintOrAll(topic.Text, topics) : ": add it to 'sensitive_topics'")}"
                );
        }
    }

    private static RuleDraft Rule(Word name, Section section, ProblemList problems)
    {
        var phrases = section.Texts("phrases", "phrases");
        foreach (var phrase in phrases)
        {
            if (SensitiveTopic.CheckPhrase(phrase.Text) is { } noPhrase)
                problems.Add(phrase.At, noPhrase.TrimEnd('.'));
        }

        var pattern = section.Text("pattern");
        if (pattern is { } expression && EscalationRule.CheckPattern(expression.Text) is { } unusable)
            problems.Add(expression.At, unusable.TrimEnd('.'));
        var topics = section.Texts("topics", "topics");
        var target = section.Text("target");
        var router = section.Map("router", TeamKeys.RuleRouter);
        var agents = router?.Texts("agents", "agents") ?? [];
        var rule = new EscalationRule(name.Text)
        {
            On = [.. Choices(section, "on", TeamKeys.RuleOccasions, problems).Select(occasion => (RuleOccasion)occasion)],
            Phrases = Texts(phrases),
            Pattern = pattern?.Text,
            Topics = Texts(topics),
            Categories = Texts(section.Texts("categories", "categories")),
            Customer = Customer(section, problems),
            Router = Router(router, agents),
            Tool = Tool(section.Map("tool", TeamKeys.RuleTool), problems),
            Counts = Counts(section.Map("counts", TeamKeys.RuleCounts)),
            Target = target?.Text,
            Priority = (IssuePriority?)section.OneOf("priority", TeamKeys.Priorities),
            Reason = section.Text("reason")?.Text.Trim(),
        };
        if (!TeamKeys.RuleConditions.Any(section.Has))
            problems.Add(section.At, "this rule has no condition: add one, such as 'phrases' or 'pattern'");
        else if (
            TeamKeys
                .RuleConditions.Where(section.Has)
                .All(key => key != "tool" && section.Value(key) is YamlList { Items.Count: 0 } or YamlMap { Pairs.Count: 0 })
        )
            problems.Add(section.At, "every condition of this rule is empty: write something into one");
        if (section.Has("tool") && rule.On.Count > 0 && !rule.On.Contains(RuleOccasion.ToolResult))
            problems.Add(section.KeyAt("on"), "a rule with 'tool' is for tool results: leave out 'on' or 'tool'");
        if (rule.Router is not null)
            CheckRouter(rule, section, problems);
        return new RuleDraft(rule, target, topics, agents);
    }

    private static RouterCondition? Router(Section? section, IReadOnlyList<Word> agents)
    {
        if (section is null)
            return null;
        var condition = new RouterCondition { Agents = Texts(agents), OutOfScope = section.Flag("out_of_scope") };
        return section.Number("confidence_at_least", NumberRange.Share) is { } least
            ? condition with
            {
                ConfidenceAtLeast = least,
            }
            : condition;
    }

    private static void CheckRouter(EscalationRule rule, Section section, ProblemList problems)
    {
        if (rule.Router!.OutOfScope == (rule.Router.Agents.Count > 0))
            problems.Add(section.KeyAt("router"), "'router' needs exactly one of 'agents' and 'out_of_scope: true'");
        foreach (var key in TextConditions.Where(section.Has))
            problems.Add(section.KeyAt(key), $"a rule with 'router' cannot have '{key}': leave one out, or make two rules");
        if (rule.On.Count > 0 && !rule.On.Contains(RuleOccasion.Message))
            problems.Add(section.KeyAt("on"), "a rule with 'router' is for messages: leave out 'on' or 'router'");
    }

    private static ToolCondition? Tool(Section? section, ProblemList problems)
    {
        if (section is null)
            return null;
        var field = section.Text("field");
        if (!section.Has("field") && (section.Has("is") || section.Has("over")))
            problems.Add(section.At, "'is' and 'over' compare the value of a field: name it in 'field'");
        return new ToolCondition
        {
            Names = Texts(section.Texts("names", "tool names")),
            Outcomes = [.. Choices(section, "outcomes", TeamKeys.ToolOutcomes, problems).Select(outcome => (ToolOutcome)outcome)],
            Field = field?.Text.Trim(),
            Is = Texts(section.Texts("is", "values")),
            Over = (decimal?)section.Number("over", AnyNumber),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Customer(Section section, ProblemList problems)
    {
        var asked = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (section.Value("customer") is not { } value)
            return asked;
        if (value is not YamlMap map)
        {
            Section.Refuse(value, section.KeyAt("customer"), Section.Quote("customer"), "a map of attributes and values", problems);
            return asked;
        }

        var names = map.Pairs.Select(pair => pair.Key.Text).Distinct(StringComparer.Ordinal).ToList();
        var attributes = new Section(map, names, problems);
        foreach (var name in names)
        {
            if (MessageReceived.CheckAttribute(name) is { } wrong)
                problems.Add(attributes.KeyAt(name), wrong.TrimEnd('.'));
            var values =
                attributes.Value(name) is YamlList ? attributes.Texts(name, "values")
                : attributes.Text(name) is { } one ? [one]
                : [];
            if (attributes.Value(name) is YamlList { Items.Count: 0 })
                problems.Add(attributes.KeyAt(name), $"no value is named for the customer's '{name}'");
            asked[name] = Texts(values);
        }

        return asked;
    }

    private static Dictionary<RuleCount, int> Counts(Section? section)
    {
        var counts = new Dictionary<RuleCount, int>();
        for (var index = 0; section is not null && index < TeamKeys.RuleCounts.Length; index++)
        {
            if (section.Integer(TeamKeys.RuleCounts[index], MostTimes) is { } least)
                counts[(RuleCount)index] = least;
        }

        return counts;
    }

    private static List<int> Choices(Section section, string key, IReadOnlyList<string> words, ProblemList problems)
    {
        var choices = new List<int>();
        var known = words.ToList();
        foreach (var word in section.Texts(key, "words"))
        {
            if (known.IndexOf(word.Text) is >= 0 and var index)
                choices.Add(index);
            else
                problems.Add(word.At, $"'{word.Text}' cannot stand in '{key}'{Nearest.HintOrAll(word.Text, words)}");
        }

        return choices;
    }

    private static List<string> Texts(IReadOnlyList<Word> words) => [.. words.Select(word => word.Text.Trim())];
}
