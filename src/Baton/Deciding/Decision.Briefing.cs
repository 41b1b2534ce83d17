using Baton.Journals.Constraints;
using Baton.Journals.Handoffs;
using Baton.States;
using Baton.States.Handoffs;
using Baton.States.Views;

namespace Baton.Deciding;

/// <content>This part writes what travels with a handoff. It reads the journal's state alone, so no sender can take anything out of it.</content>
internal sealed partial class Decision
{
    private Briefing BriefingFor(string to, HandoffTrigger trigger, Issue? issue, IReadOnlyList<IssueId> issues, string summary, string? rule, BriefedHistory? history, Constraint? added)
    {
        issue = issue is null ? null : State.Ledger.Find(issue.Id);
        var task = TaskDerivation.Of(State.Ledger, to, issues, summary);
        var held = trigger == HandoffTrigger.Escalated ? State.Turn?.Hold.HeldReplies ?? [] : [];
        var limits = (issues.Count > 0 ? State.Constraints.And(State.Ledger.Find(issues[0])!.Constraints) : State.Constraints).And(added);
        return new Briefing
        {
            Summary = summary,
            Issues = issues,
            History = history ?? HistoryFor(to, ViewText.TokensOf(task, transcript.CountTokens) + held.Sum(draft => draft.Bytes)),
            Task = task,
            Classification = new Classification
            {
                Category = issue?.Category,
                Confidence = issue?.Confidence,
                Trigger = trigger,
                DecidedBy = (issue?.DecidedBy ?? new DecidedBy()) with { Rule = rule },
                Alternatives = issue is { Alternatives.Items: { IsEmpty: false } others } ? others : null,
                SecondOpinion = issue?.SecondOpinion,
            },
            Constraints = limits.IsNone ? null : limits,
            Drafts = held.IsEmpty ? null : [.. held.Select(Draft)],
        };
    }

    private static DraftReply Draft(HeldReply held) => new() { By = held.Participant, Of = held.Of, Confidence = held.Confidence, Threshold = held.Threshold };

    private static string? RuleOf(HandoffTrigger trigger) => trigger switch
    {
        HandoffTrigger.Continued => HandoffRule.NextOpenIssue,
        HandoffTrigger.Returned => HandoffRule.GivenBack,
        _ => null,
    };
}
