using System.Collections.Immutable;
using Baton.Conversations;
using Baton.Conversations.States;
using Baton.Escalations.Confidences;
using Baton.Handoffs;
using Baton.Handoffs.Histories;
using Baton.Issues;
using Baton.Issues.Updates;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Texts.Searches;

namespace Baton.Escalations.Rules;

/// <summary>
/// A team's rules, ready to be asked. What they say of an entry is noted at that entry, so nobody asks twice and a replay decides the same.
/// </summary>
internal sealed class RuleSet
{
    private const int LongestText = 100_000;

    private static readonly Dictionary<string, int> NoTopics = [];

    private readonly Ready[][] byOccasion;
    private readonly Ready[] onVerdicts;
    private readonly Dictionary<string, EscalationRule> byName;
    private readonly TextIndex index;

    public static readonly RuleSet None = new([], []);

    /// <summary>Makes rules ready that <see cref="RuleChecks"/> has nothing against.</summary>
    public RuleSet(IReadOnlyList<EscalationRule> rules, IReadOnlyList<SensitiveTopic> topics)
    {
        var searches = new List<TextSearch>();
        var topicNumbers = rules.Any(rule => rule.Topics.Count > 0) ? topics.ToDictionary(topic => topic.Name, topic => Number(topic.Phrases, topic.Pattern)) : NoTopics;
        // Of those that fire together the first counts.
        var ready = rules.OrderByDescending(rule => rule.Priority ?? IssuePriority.Normal).Select(rule => new Ready(
            rule,
            rule.Phrases.Count > 0 ? Number(rule.Phrases, null) : -1,
            rule.Pattern is { } pattern ? Number([], pattern) : -1,
            [.. rule.Topics.Select(topic => topicNumbers[topic])])).ToList();
        index = new TextIndex(searches);
        byName = rules.ToDictionary(rule => rule.Name);
        onVerdicts = [.. ready.Where(rule => rule.Rule.Router is not null)];
        byOccasion = [.. Enum.GetValues<RuleOccasion>().Select(occasion => ready.Where(rule => rule.IsFor(occasion)).ToArray())];

        int Number(IReadOnlyList<string> phrases, string? pattern)
        {
            searches.Add(new TextSearch(phrases, pattern));
            return searches.Count - 1;
        }
    }

    /// <summary>Builds what the patterns need, so that no message waits for it.</summary>
    public void Prepare(CancellationToken cancellationToken) => index.Prepare(cancellationToken);

    /// <summary>The rule of that name, or null: the team may have changed since it fired.</summary>
    public EscalationRule? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether any rule asks what the router says of messages.</summary>
    public bool AskRouter => onVerdicts.Length > 0;

    /// <summary>Whether what a model is about to write might be stopped, so that nobody may read it before it is whole.</summary>
    public bool MayStopReply(ConversationState state)
    {
        var rules = byOccasion[(int)RuleOccasion.Reply];
        return rules.Length > 0 && Array.Exists(rules, rule => rule.StandsWith(state));
    }

    /// <summary>What the rules say of an entry.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="state">Where the conversation stands after it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="failed">Is told of a rule whose own condition threw, which makes it fire.</param>
    /// <returns>The name of the rule that fired, or null.</returns>
    public string? Judge(ConversationId conversation, ConversationState state, JournalEntry entry, Action<string, Exception> failed)
    {
        // Where people have the conversation they read it themselves.
        if (state.Ticket is not null)
            return null;
        if (entry is MessageRouted routed)
            return Array.Find(onVerdicts, rule => rule.StandsWith(state) && rule.Rule.Router!.Holds(routed))?.Rule.Name;
        if (Read(entry) is not { } occasion || byOccasion[(int)occasion.What].Length == 0)
            return null;
        var line = state.LineOf(entry.Leg);
        var text = occasion.Text.Length <= LongestText ? occasion.Text : occasion.Text[..LongestText];
        var finding = default(TextIndex.Finding);
        var isRead = false;
        foreach (var rule in byOccasion[(int)occasion.What])
        {
            if (!rule.StandsWith(line) || (rule.Rule.Tool is { } tool && !tool.Holds((ToolCallEnded)entry)))
                continue;
            if (rule.AsksText && !isRead)
            {
                finding = index.Read(text);
                isRead = true;
            }

            if (rule.AsksText && !rule.HoldsOf(finding))
                continue;
            if (rule.Rule.When is not { } when || Says(when, rule.Rule.Name, CaseOf(conversation, line, entry, occasion.What, occasion.Text), failed))
                return rule.Rule.Name;
        }

        return null;
    }

    // What Baton's own tools answer was said before, or is no result of anything.
    private static (RuleOccasion What, string Text)? Read(JournalEntry entry) => entry switch
    {
        MessageReceived received => (RuleOccasion.Message, received.Text),
        ToolCallEnded { Tool: not (ReadHistory.ToolName or UpdateIssue.ToolName or Report.ToolName) } ended when !ended.Tool.StartsWith(TransferTool.Prefix, StringComparison.Ordinal) => (RuleOccasion.ToolResult, ended.Result),
        ModelCallEnded { Text: { } text } => (RuleOccasion.Reply, text),
        _ => null,
    };

    private static bool Says(Func<RuleCase, bool> when, string name, RuleCase asked, Action<string, Exception> failed)
    {
        try
        {
            return when(asked);
        }
        catch (Exception exception)
        {
            failed(name, exception);
            return true;
        }
    }

    private static RuleCase CaseOf(ConversationId conversation, ConversationState line, JournalEntry entry, RuleOccasion occasion, string text) => new()
    {
        Conversation = conversation,
        Occasion = occasion,
        Text = text,
        Holder = line.Holder,
        Tool = (entry as ToolCallEnded)?.Tool,
        Outcome = (entry as ToolCallEnded)?.Outcome,
        Issues = line.Ledger.Unended,
        Customer = line.Customer,
        Attributes = line.Attributes,
        Counts = line.Counts,
    };

    private sealed record Ready(EscalationRule Rule, int Phrases, int Pattern, IReadOnlyList<int> Topics)
    {
        private readonly bool isStanding = Rule.IsStanding;

        public bool AsksText { get; } = Phrases >= 0 || Pattern >= 0 || Topics.Count > 0;

        public bool IsFor(RuleOccasion occasion) =>
            Rule.Router is null && (Rule.On.Count == 0 || Rule.On.Contains(occasion)) && (Rule.Tool is null || occasion == RuleOccasion.ToolResult);

        /// <summary>Whether all holds that does not depend on what was said or done now.</summary>
        public bool StandsWith(ConversationState line) =>
            !(isStanding && line.RulesFired.Contains(Rule.Name))
            && (Rule.Customer.Count == 0 || Rule.Customer.All(asked => line.Attributes.TryGetValue(asked.Key, out var value) && asked.Value.Contains(value, StringComparer.OrdinalIgnoreCase)))
            && (Rule.Counts.Count == 0 || Rule.Counts.All(asked => line.Counts.GetValueOrDefault(asked.Key) >= asked.Value))
            && (Rule.Categories.Count == 0 || line.Ledger.Unended.Exists(issue => issue.Category is { } category && Rule.Categories.Contains(category, StringComparer.OrdinalIgnoreCase)));

        public bool HoldsOf(TextIndex.Finding finding)
        {
            if (Phrases >= 0 && !finding.Holds(Phrases))
                return false;
            if (Topics.Count > 0)
            {
                var isAbout = false;
                foreach (var topic in Topics)
                    isAbout = isAbout || finding.Holds(topic);
                if (!isAbout)
                    return false;
            }

            return Pattern < 0 || finding.Holds(Pattern);
        }
    }
}
