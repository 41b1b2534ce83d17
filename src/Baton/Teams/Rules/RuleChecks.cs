using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Teams.Histories;
using Baton.Texts.Expressions;

namespace Baton.Teams.Rules;

/// <summary>Checks rules when a team is built.</summary>
internal static partial class RuleChecks
{
    /// <summary>
    /// The most positions of a pattern. An engine without backtracking may visit each of them for each character, so this bounds the cost
    /// of a hostile message.
    /// </summary>
    public const int MostPositions = 250;

    public const int MostRules = 5000;

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? CheckName(string name) =>
        RuleName().IsMatch(name)
            ? null
            : $"'{name}' is not a name for a rule: use 1 to 64 letters, digits, spaces, '-' and '_', beginning with a letter.";

    /// <summary>What is wrong with an expression, or null.</summary>
    public static string? CheckPattern(string pattern)
    {
        if (LinearPattern.Check(pattern) is { } wrong)
            return wrong;
        var shape = PatternShape.Of(pattern);
        if (shape.IsSpaced)
            return "The pattern uses free spacing (x): write it without, so that its size is known.";
        return shape.Positions > MostPositions
            ? $"The pattern has {shape.Positions} positions with its repetitions written out, and may have {MostPositions}: repeat "
                + $"less, such as * in place of {{0,1000}}, or make several rules."
            : null;
    }

    /// <summary>What is wrong with a list of rules, each in a sentence.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<EscalationRule> rules)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (rules.Count > MostRules)
            yield return $"The team has {rules.Count} rules, and may have {MostRules}.";
        foreach (var rule in rules)
        {
            if (CheckName(rule.Name) is { } name)
                yield return name;
            if (!names.Add(rule.Name))
                yield return $"Two rules are named '{rule.Name}': rename one.";
            foreach (var wrong in Check(rule))
                yield return $"Rule '{rule.Name}': {wrong}";
        }
    }

    /// <summary>Names in rules that the team does not have, each in a sentence.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="topics">The team's sensitive topics.</param>
    /// <param name="agents">The names of its agents.</param>
    /// <param name="desks">The names of its desks.</param>
    public static IEnumerable<string> CheckNames(
        IReadOnlyList<EscalationRule> rules,
        IReadOnlyList<SensitiveTopic> topics,
        IReadOnlyCollection<string> agents,
        IEnumerable<string> desks
    )
    {
        var known = agents.Concat(desks).ToHashSet();
        foreach (var rule in rules)
        {
            foreach (var topic in rule.Topics.Where(topic => topics.All(other => other.Name != topic)))
                yield return $"Rule '{rule.Name}': there is no sensitive topic '{topic}' in the team.";
            foreach (var agent in rule.Router?.Agents.Where(agent => !agents.Contains(agent)) ?? [])
                yield return $"Rule '{rule.Name}': there is no agent '{agent}' in the team.";
            if (rule.Target is { } target && !known.Contains(target))
                yield return $"Rule '{rule.Name}': there is no agent or desk '{target}' in the team.";
        }
    }

    private static IEnumerable<string> Check(EscalationRule rule)
    {
        if (rule is { IsStanding: true, Customer.Count: 0, Categories.Count: 0 })
            yield return "It has no condition and would fire on everything: add one.";
        if (rule.Tool is not null && rule.On.Count > 0 && !rule.On.Contains(RuleOccasion.ToolResult))
            yield return "It tests a tool but is not for tool results, so it never fires: leave one out.";
        foreach (var wrong in rule.Router is { } router ? CheckRouter(rule, router) : [])
            yield return wrong;
        foreach (var wrong in rule.Phrases.Select(SensitiveTopic.CheckPhrase).OfType<string>())
            yield return wrong;
        if (rule.Pattern is { } pattern && CheckPattern(pattern) is { } unreadable)
            yield return unreadable;
        foreach (var (attribute, values) in rule.Customer.Where(asked => asked.Value.Count == 0))
            yield return $"No value is named for the customer's '{attribute}': name one.";
        foreach (var (count, least) in rule.Counts.Where(asked => asked.Value < 1))
            yield return $"The count {count} is {least}: it must be at least 1.";
        if (rule.Tool is { Field: null } tool && (tool.Is.Count > 0 || tool.Over is not null))
            yield return "It compares the value of a field but names none: name the field.";
        if (rule.Reason is { } reason && string.IsNullOrWhiteSpace(reason))
            yield return "The reason is empty: write one or leave it out.";
    }

    private static IEnumerable<string> CheckRouter(EscalationRule rule, RouterCondition router)
    {
        if (router.OutOfScope == (router.Agents.Count > 0))
            yield return "Its router condition needs exactly one of agents and out of scope.";
        if (router.ConfidenceAtLeast is not (>= 0 and <= 1))
            yield return $"The router's confidence is from 0 to 1, and not "
                + $"{router.ConfidenceAtLeast.ToString(CultureInfo.InvariantCulture)}.";
        if (rule is not { Phrases.Count: 0, Pattern: null, Topics.Count: 0, Tool: null, When: null })
            yield return "It has a router condition and one on the text or a tool: make two rules.";
        if (rule.On.Count > 0 && !rule.On.Contains(RuleOccasion.Message))
            yield return "It has a router condition but is not for messages, so it never fires: leave one out.";
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9 _-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RuleName();
}
