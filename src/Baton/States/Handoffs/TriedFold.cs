using System.Collections.Immutable;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Issues;
using Baton.Teams.Confidences;
using Baton.Teams.Handoffs;
using Baton.Teams.Histories;
using Baton.Teams.Issues;

namespace Baton.States.Handoffs;

/// <summary>
/// Folds what was tried on each issue. Pure; it runs after the rest of the fold. What a holder tries before there is an issue counts for
/// the issues that it then hands over.
/// </summary>
internal static class TriedFold
{
    private const int LongestArguments = 500;

    /// <summary>The state with what the entry says was tried.</summary>
    /// <param name="before">The state before the entry.</param>
    /// <param name="after">The state after the folds that ran before this one.</param>
    /// <param name="entry">The entry.</param>
    public static ConversationState Apply(ConversationState before, ConversationState after, JournalEntry entry) =>
        entry switch
        {
            ToolCallEnded ended when IsTry(ended) => Called(before, after, ended),
            IssueOpened opened when opened.By == before.Holder => On(after, opened.Issue, before.StepsBeforeIssue.Items),
            IssueChanged changed => Changed(before, after, changed),
            Replied replied => Replied(before, after, replied),
            HandedOff => after with { StepsBeforeIssue = Newest<TriedStep>.None },
            _ => after,
        };

    // Refused transfers, reading the history and status updates are no attempt at solving an issue.
    private static bool IsTry(ToolCallEnded ended) =>
        ended.Tool is not (ReadHistory.ToolName or UpdateIssue.ToolName or Report.ToolName)
        && !ended.Tool.StartsWith(TransferTool.Prefix, StringComparison.Ordinal);

    private static ConversationState Called(ConversationState before, ConversationState after, ToolCallEnded ended)
    {
        var step = new TriedStep
        {
            By = ended.Participant,
            What = TriedAction.Called,
            Tool = ended.Tool,
            Arguments = ArgumentsOf(before.Turn, ended.CallId),
            Outcome = ended.Outcome,
            Entry = ended.Seq,
        };
        var current = before.Ledger.CurrentFor(ended.Participant);
        if (!current.IsEmpty)
            return current.Aggregate(after, (state, issue) => On(state, issue.Id, [step]));
        after = after with { StepsBeforeIssue = before.StepsBeforeIssue.Add(step) };
        return (before.Turn?.Hold.GivenAway ?? []).Aggregate(after, (state, issue) => On(state, issue, [step]));
    }

    private static JsonText? ArgumentsOf(TurnState? turn, CallId call)
    {
        var arguments = turn?.Reply?.Entry.Calls?.FirstOrDefault(made => made.CallId == call)?.Arguments;
        return arguments?.ToString().Length <= LongestArguments ? arguments : null;
    }

    private static ConversationState Changed(ConversationState before, ConversationState after, IssueChanged changed)
    {
        var known = before.Ledger.Find(changed.Issue)!;
        if ((changed.UpdateCall ?? changed.RepeatedBy) is not null && known.Owner == changed.Owner && known.Status == changed.Status)
            return after;
        if (known.Owner != changed.Owner)
        {
            var handedOn = new TriedStep
            {
                By = changed.By,
                What = TriedAction.HandedOn,
                Entry = changed.Seq,
            };
            return On(after, changed.Issue, changed.By == before.Holder ? before.StepsBeforeIssue.Items.Add(handedOn) : [handedOn]);
        }

        TriedAction? what = changed.Status switch
        {
            IssueStatus.WaitingOnCustomer => TriedAction.Asked,
            IssueStatus.Resolved => TriedAction.Answered,
            _ => null,
        };
        // The text is in the model's reply, unless the status came from an update_issue call.
        var said =
            changed.UpdateCall is null && before.Turn?.Reply?.Entry is { } reply && reply.Participant == changed.By
                ? reply.Seq
                : changed.Seq;
        return what is { } done
            ? On(
                after,
                changed.Issue,
                [
                    new TriedStep
                    {
                        By = changed.By,
                        What = done,
                        Entry = said,
                    },
                ]
            )
            : after;
    }

    // A question to the customer without an issue is still in progress. Any other answer ends it.
    private static ConversationState Replied(ConversationState before, ConversationState after, Replied replied)
    {
        if (!ClosingQuestion.IsIn(replied.Text))
            return after with { StepsBeforeIssue = Newest<TriedStep>.None };
        var isHeld = after.Ledger.Unended.Exists(issue => issue.Owner == replied.Participant);
        return isHeld || before.Turn?.Parts is not [.., var last] || last.Participant != replied.Participant
            ? after
            : after with
            {
                StepsBeforeIssue = before.StepsBeforeIssue.Add(
                    new TriedStep
                    {
                        By = replied.Participant,
                        What = TriedAction.Asked,
                        Entry = replied.Seq,
                    }
                ),
            };
    }

    // Steps from before there was an issue may be added to one that has later steps already, so they are sorted.
    private static ConversationState On(ConversationState state, IssueId id, ImmutableList<TriedStep> steps) =>
        steps.IsEmpty || state.Ledger.Find(id) is not { } issue
            ? state
            : state with
            {
                Ledger = state.Ledger.With(issue with { Tried = issue.Tried.Add(steps).InOrderOf(step => step.Entry) }),
            };
}
