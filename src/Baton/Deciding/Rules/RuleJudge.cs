using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.Teams.Confidences;
using Baton.Teams.Handoffs;
using Baton.Teams.Histories;
using Baton.Teams.Issues;
using Baton.Teams.Rules;
using Baton.Texts.Searches;

namespace Baton.Deciding.Rules;

/// <summary>Asks a team's rules about an entry: pure, from the rules, the state and the entry.</summary>
internal static class RuleJudge
{
    private const int LongestText = 100_000;

    /// <summary>Whether what a model is about to write might be stopped, so that nobody may read it before it is whole.</summary>
    public static bool MayStopReply(RuleSet rules, ConversationState state)
    {
        var onReplies = rules.On(RuleOccasion.Reply);
        return onReplies.Length > 0 && Array.Exists(onReplies, rule => StandsWith(rule, state));
    }

    /// <summary>What the rules say of an entry.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="state">Where the conversation stands after it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="failed">Is told of a rule whose own condition threw, which makes it fire.</param>
    /// <returns>The name of the rule that fired, or null.</returns>
    public static string? Judge(RuleSet rules, ConversationId conversation, ConversationState state, JournalEntry entry, Action<string, Exception> failed)
    {
        // Where people have the conversation they read it themselves.
        if (state.Ticket is not null)
            return null;
        if (entry is MessageRouted routed)
            return Array.Find(rules.OnVerdicts, rule => StandsWith(rule, state) && rule.Rule.Router!.Holds(routed))?.Rule.Name;
        if (Read(entry) is not { } occasion || rules.On(occasion.What).Length == 0)
            return null;
        var inLeg = state.ForLeg(entry.Leg);
        var text = occasion.Text.Length <= LongestText ? occasion.Text : occasion.Text[..LongestText];
        var finding = default(TextIndex.Finding);
        var isRead = false;
        foreach (var rule in rules.On(occasion.What))
        {
            if (!StandsWith(rule, inLeg) || (rule.Rule.Tool is { } tool && !tool.Holds((ToolCallEnded)entry)))
                continue;
            if (rule.AsksText && !isRead)
            {
                finding = rules.Texts.Read(text);
                isRead = true;
            }

            if (rule.AsksText && !rule.HoldsOf(finding))
                continue;
            if (rule.Rule.When is not { } when || Says(when, rule.Rule.Name, CaseOf(conversation, inLeg, entry, occasion.What, occasion.Text), failed))
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

    private static RuleCase CaseOf(ConversationId conversation, ConversationState inLeg, JournalEntry entry, RuleOccasion occasion, string text) => new()
    {
        Conversation = conversation,
        Occasion = occasion,
        Text = text,
        Holder = inLeg.Holder,
        Tool = (entry as ToolCallEnded)?.Tool,
        Outcome = (entry as ToolCallEnded)?.Outcome,
        Issues = inLeg.Ledger.Unended,
        Customer = inLeg.Customer,
        Attributes = inLeg.Attributes,
        Counts = inLeg.Counts,
    };

    /// <summary>Whether all holds that does not depend on what was said or done now.</summary>
    private static bool StandsWith(ReadyRule rule, ConversationState inLeg) =>
        !(rule.IsStanding && inLeg.RulesFired.Contains(rule.Rule.Name))
        && (rule.Rule.Customer.Count == 0 || rule.Rule.Customer.All(asked => inLeg.Attributes.TryGetValue(asked.Key, out var value) && asked.Value.Contains(value, StringComparer.OrdinalIgnoreCase)))
        && (rule.Rule.Counts.Count == 0 || rule.Rule.Counts.All(asked => inLeg.Counts.GetValueOrDefault(asked.Key) >= asked.Value))
        && (rule.Rule.Categories.Count == 0 || inLeg.Ledger.Unended.Exists(issue => issue.Category is { } category && rule.Rule.Categories.Contains(category, StringComparer.OrdinalIgnoreCase)));
}
