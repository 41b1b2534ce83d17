using System.Collections.Immutable;
using Baton.Teams.Histories;
using Baton.Texts.Searches;

namespace Baton.Teams.Rules;

/// <summary>
/// A team's rules, prepared for evaluation. The result on an entry is stored in that entry, so no rule is evaluated twice and a replay
/// decides the same.
/// </summary>
internal sealed class RuleSet
{
    private static readonly Dictionary<string, int> NoTopics = [];

    private readonly ReadyRule[][] byOccasion;
    private readonly Dictionary<string, EscalationRule> byName;

    public static readonly RuleSet None = new([], []);

    /// <summary>Prepares rules that have passed <see cref="RuleChecks"/>.</summary>
    public RuleSet(IReadOnlyList<EscalationRule> rules, IReadOnlyList<SensitiveTopic> topics)
    {
        var searches = new List<TextSearch>();
        var topicNumbers = rules.Any(rule => rule.Topics.Count > 0)
            ? topics.ToDictionary(topic => topic.Name, topic => Number(topic.Phrases, topic.Pattern))
            : NoTopics;
        // If several rules fire together, the first in this order counts.
        var ready = rules
            .OrderByDescending(rule => rule.Priority ?? IssuePriority.Normal)
            .Select(rule => new ReadyRule(
                rule,
                rule.Phrases.Count > 0 ? Number(rule.Phrases, null) : -1,
                rule.Pattern is { } pattern ? Number([], pattern) : -1,
                [.. rule.Topics.Select(topic => topicNumbers[topic])]
            ))
            .ToList();
        Texts = new TextIndex(searches);
        byName = rules.ToDictionary(rule => rule.Name);
        OnVerdicts = [.. ready.Where(rule => rule.Rule.Router is not null)];
        byOccasion = [.. Enum.GetValues<RuleOccasion>().Select(occasion => ready.Where(rule => rule.IsFor(occasion)).ToArray())];

        int Number(IReadOnlyList<string> phrases, string? pattern)
        {
            searches.Add(new TextSearch(phrases, pattern));
            return searches.Count - 1;
        }
    }

    /// <summary>The shared index of all text searches; rules refer to their searches by number.</summary>
    public TextIndex Texts { get; }

    /// <summary>The rules on the router's verdict, the most urgent first.</summary>
    public ReadyRule[] OnVerdicts { get; }

    /// <summary>The rules for an occasion, the most urgent first.</summary>
    public ReadyRule[] On(RuleOccasion occasion) => byOccasion[(int)occasion];

    /// <summary>Builds the patterns' automata in advance, so that no message waits for them.</summary>
    public void Prepare(CancellationToken cancellationToken) => Texts.Prepare(cancellationToken);

    /// <summary>The rule of that name, or null: the team may have changed since it fired.</summary>
    public EscalationRule? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether any rule uses the router's verdict.</summary>
    public bool AskRouter => OnVerdicts.Length > 0;
}
