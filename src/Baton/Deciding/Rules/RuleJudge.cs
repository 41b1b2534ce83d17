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

/// <summary>Checks a team's rules against an entry. Pure.</summary>
internal static class RuleJudge
{
    private const int LongestText = 100_000;

    /// <summary>Whether a rule may stop the model's next reply. Then nobody may read the reply before it is complete.</summary>
    public static bool MayStopReply(RuleSet rules, ConversationState state)
    {
        var onReplies = rules.On(RuleOccasion.Reply);
        return onReplies.Length > 0 && Array.Exists(onReplies, rule => FitsState(rule, state));
    }

    /// <summary>Finds the rule that fires on an entry.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="state">The state after the entry.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="failed">Called with a rule whose own condition threw. Such a rule fires.</param>
    /// <returns>The name of the rule that fired, or null.</returns>
    public static string? Judge(
        RuleSet rules,
        ConversationId conversation,
        ConversationState state,
        JournalEntry entry,
        Action<string, Exception> failed
    )
    {
        // No rule fires while people have the conversation.
        if (state.Ticket is not null)
            return null;
        if (entry is MessageRouted routed)
            return Array.Find(rules.OnVerdicts, rule => FitsState(rule, state) && rule.Rule.Router!.Holds(routed))?.Rule.Name;
        if (Read(entry) is not { } occasion || rules.On(occasion.What).Length == 0)
            return null;
        var inLeg = state.ForLeg(entry.Leg);
        var text = occasion.Text.Length <= LongestText ? occasion.Text : occasion.Text[..LongestText];
        var finding = default(TextIndex.Finding);
        var isRead = false;
        foreach (var rule in rules.On(occasion.What))
        {
            if (!FitsState(rule, inLeg) || (rule.Rule.Tool is { } tool && !tool.Holds((ToolCallEnded)entry)))
                continue;
            if (rule.AsksText && !isRead)
            {
                finding = rules.Texts.Read(text);
                isRead = true;
            }

            if (rule.AsksText && !rule.HoldsOf(finding))
                continue;
            if (
                rule.Rule.When is not { } when
                || IsTrue(when, rule.Rule.Name, CaseOf(conversation, inLeg, entry, occasion.What, occasion.Text), failed)
            )
                return rule.Rule.Name;
        }

        return null;
    }

    // Results of Baton's own tools are left out: they repeat what was said before, or only confirm a call.
    private static (RuleOccasion What, string Text)? Read(JournalEntry entry) =>
        entry switch
        {
            MessageReceived received => (RuleOccasion.Message, received.Text),
            ToolCallEnded { Tool: not (ReadHistory.ToolName or UpdateIssue.ToolName or Report.ToolName) } ended
                when !ended.Tool.StartsWith(TransferTool.Prefix, StringComparison.Ordinal) => (RuleOccasion.ToolResult, ended.Result),
            ModelCallEnded { Text: { } text } => (RuleOccasion.Reply, text),
            _ => null,
        };

    private static bool IsTrue(Func<RuleCase, bool> when, string name, RuleCase asked, Action<string, Exception> failed)
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

    private static RuleCase CaseOf(
        ConversationId conversation,
        ConversationState inLeg,
        JournalEntry entry,
        RuleOccasion occasion,
        string text
    ) =>
        new()
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
            Counts = inLeg.Counts.ToDictionary(),
        };

    /// <summary>Whether the conditions hold that do not depend on the entry.</summary>
    private static bool FitsState(ReadyRule rule, ConversationState inLeg) =>
        !(rule.IsStanding && inLeg.RulesFired.Contains(rule.Rule.Name))
        && (
            rule.Rule.Customer.Count == 0
            || rule.Rule.Customer.All(asked =>
                inLeg.Attributes.TryGetValue(asked.Key, out var value) && asked.Value.Contains(value, StringComparer.OrdinalIgnoreCase)
            )
        )
        && (rule.Rule.Counts.Count == 0 || rule.Rule.Counts.All(asked => inLeg.Counts[asked.Key] >= asked.Value))
        && (
            rule.Rule.Categories.Count == 0
            || inLeg.Ledger.Unended.Any(issue =>
                issue.Category is { } category && rule.Rule.Categories.Contains(category, StringComparer.OrdinalIgnoreCase)
            )
        );
}
