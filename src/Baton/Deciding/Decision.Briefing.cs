using Baton.Deciding.Handoffs;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Constraints;
using Baton.States.Handoffs;
using Baton.States.Histories;
using Baton.States.Views;
using Baton.Texts.Searches;

namespace Baton.Deciding;

/// <content>This part writes briefings. It reads nothing but the state, so no sender can leave anything out.</content>
internal sealed partial class Decision
{
    private Briefing BriefingFor(PlannedHandoff plan)
    {
        var issue = plan.Issue is null ? null : State.Ledger.Find(plan.Issue.Id);
        var summary = TextPart.First(plan.Summary, Transcript.LongestReport);
        var task = TaskDerivation.Of(State.Ledger, plan.To, plan.Issues, summary);
        var held = plan.Trigger == HandoffTrigger.Escalated ? State.Turn?.Hold.HeldReplies ?? [] : [];
        // Without an issue at hand, the receiver goes on under the limits that the sender cannot shed.
        var own =
            plan.Issues.Count > 0
                ? State.Ledger.Find(plan.Issues[0])!.Constraints
                : HeldLimits.After(State, plan.To, plan.Trigger, plan.Issues);
        var limits = State.Constraints.And(own).And(plan.Limits);
        return new Briefing
        {
            Summary = summary,
            Issues = plan.Issues,
            History =
                plan.History ?? HistoryFor(plan.To, ViewText.TokensOf(task, transcript.CountTokens) + held.Sum(draft => draft.Bytes), own),
            Task = task,
            Classification = new Classification
            {
                Category = issue?.Category,
                Confidence = issue?.Confidence,
                Trigger = plan.Trigger,
                DecidedBy =
                    issue?.DecidedBy is { } by && by.Rule == plan.Rule
                        ? by
                        : (issue?.DecidedBy ?? new DecidedBy()) with
                        {
                            Rule = plan.Rule,
                        },
                Alternatives = issue is { Alternatives.Items: { IsEmpty: false } others } ? others : null,
                SecondOpinion = issue?.SecondOpinion,
            },
            Constraints = limits.IsNone ? null : limits,
            Drafts = held.IsEmpty ? null : [.. held.Select(Draft)],
        };
    }

    private static DraftReply Draft(HeldReply held) =>
        new()
        {
            By = held.Participant,
            Of = held.Of,
            Confidence = held.Confidence,
            Threshold = held.Threshold,
        };

    private static string? RuleOf(HandoffTrigger trigger) =>
        trigger switch
        {
            HandoffTrigger.Continued => HandoffRule.NextOpenIssue,
            HandoffTrigger.Returned => HandoffRule.GivenBack,
            _ => null,
        };
}
