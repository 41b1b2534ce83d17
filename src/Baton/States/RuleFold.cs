using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Rules;

namespace Baton.States;

/// <summary>Folds what rules count and which rules fired. Pure; it runs after the rest of the fold.</summary>
internal static class RuleFold
{
    /// <summary>The state with what the entry means to rules.</summary>
    /// <param name="before">The state before the entry.</param>
    /// <param name="after">The state after the folds that ran before this one.</param>
    /// <param name="entry">The entry.</param>
    public static ConversationState Apply(ConversationState before, ConversationState after, JournalEntry entry)
    {
        if (CountOf(before, after, entry) is { } count)
            after.Counts = after.Counts.With(count);
        return entry switch
        {
            MessageReceived { Attributes: { } attributes } received => Fire(
                after with
                {
                    Attributes = after.Attributes.SetItems(attributes),
                },
                received.Rule,
                received
            ),
            MessageReceived { Rule: { } rule } => Fire(after, rule, entry),
            MessageRouted { Rule: { } rule } => Fire(after, rule, entry),
            ToolCallEnded { Rule: { } rule } => Fire(after, rule, entry),
            ModelCallEnded { Rule: { } rule } => Fire(after, rule, entry),
            // The escalation of a single issue does not deal with the rule that fired.
            Escalated { Issue: null } escalated => after with
            {
                Counts = RuleCounts.None,
                RulesFired = escalated.Rule is { } name ? after.RulesFired.Add(name) : after.RulesFired,
                Turn = after.Turn is { } turn
                    ? turn with
                    {
                        EscalatedByRule = escalated.Rule ?? turn.EscalatedByRule,
                        Hold = turn.Hold with { FiredRule = null },
                    }
                    : null,
            },
            ReplyHeld held when after.Turn is { } turn => after with
            {
                Turn = turn with { Hold = turn.Hold with { HeldReplies = turn.Hold.HeldReplies.Add(Held(held, turn.Hold)) } },
            },
            _ => after,
        };
    }

    private static RuleCount? CountOf(ConversationState before, ConversationState after, JournalEntry entry) =>
        entry switch
        {
            MessageReceived => RuleCount.Messages,
            HandedOff => RuleCount.Handoffs,
            ToolCallEnded { Outcome: ToolOutcome.Failed or ToolOutcome.TimedOut or ToolOutcome.Unknown } => RuleCount.FailedTools,
            AttemptFailed { Told: not null, Cause: not FailureCause.Unreported } => RuleCount.Corrections,
            IssueChanged changed when before.Ledger.Find(changed.Issue)!.IsEnded && !after.Ledger.Find(changed.Issue)!.IsEnded =>
                RuleCount.ReopenedIssues,
            _ => null,
        };

    private static HeldReply Held(ReplyHeld held, HoldState hold)
    {
        var reply = hold.Reporting.Draft is { } draft && draft.Seq == held.Of ? draft : hold.Reply?.Entry;
        return new HeldReply(held.Participant, held.Of, held.Confidence, held.Threshold, Encoding.UTF8.GetByteCount(reply?.Text ?? ""));
    }

    private static ConversationState Fire(ConversationState state, string? rule, JournalEntry entry) =>
        rule is null || state.Turn is not { } turn
            ? state
            : state with
            {
                Turn = turn with { Hold = turn.Hold with { FiredRule = turn.Hold.FiredRule ?? new FiredRule(rule, entry.Seq) } },
            };
}
