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
            Replied replied => Replied(before, after, replied),
            HandedOff => WithSteps(after, Newest<TriedStep>.None),
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
        foreach (var issue in current)
            after = On(after, issue.Id, [step]);
        if (!current.IsEmpty)
            return after;
        foreach (var issue in (before.Turn?.Hold ?? HoldState.New).GivenAway)
            after = On(after, issue, [step]);
        return WithSteps(after, before.StepsBeforeIssue.Add(step));
    }

    private static JsonText? ArgumentsOf(TurnState? turn, CallId call)
    {
        JsonText? arguments = null;
        foreach (var made in turn?.Reply?.Entry.Calls ?? [])
        {
            if (made.CallId == call)
                arguments ??= made.Arguments;
        }

        return arguments?.ToString().Length <= LongestArguments ? arguments : null;
    }

    /// <summary>What has been tried on an issue with an entry that changes it.</summary>
    public static Newest<TriedStep> With(ConversationState before, IssueChanged changed)
    {
        var known = before.Ledger.Find(changed.Issue)!;
        if (known.Owner == changed.Owner)
            return (changed.UpdateCall ?? changed.RepeatedBy) is not null && known.Status == changed.Status
                ? known.Tried
                : WithStatus(before, known, changed);
        var tried = changed.By == before.Holder ? known.Tried.Add(before.StepsBeforeIssue.Items) : known.Tried;
        return tried
            .Add(
                new TriedStep
                {
                    By = changed.By,
                    What = TriedAction.HandedOn,
                    Entry = changed.Seq,
                }
            )
            .InOrderOf(static step => step.Entry);
    }

    private static Newest<TriedStep> WithStatus(ConversationState before, Issue known, IssueChanged changed)
    {
        TriedAction? what = changed.Status switch
        {
            IssueStatus.WaitingOnCustomer => TriedAction.Asked,
            IssueStatus.Resolved => TriedAction.Answered,
            _ => null,
        };
        if (what is not { } done)
            return known.Tried;
        // The text is in the model's reply, unless the status came from an update_issue call.
        var said =
            changed.UpdateCall is null && before.Turn?.Reply?.Entry is { } reply && reply.Participant == changed.By
                ? reply.Seq
                : changed.Seq;
        return known
            .Tried.Add(
                new TriedStep
                {
                    By = changed.By,
                    What = done,
                    Entry = said,
                }
            )
            .InOrderOf(static step => step.Entry);
    }

    // A question to the customer without an issue is still in progress. Any other answer ends it.
    private static ConversationState Replied(ConversationState before, ConversationState after, Replied replied)
    {
        if (!CustomerQuestion.IsIn(replied.Text, replied.Question))
            return WithSteps(after, Newest<TriedStep>.None);
        var isHeld = after.Ledger.Unended.Any(issue => issue.Owner == replied.Participant);
        return isHeld || before.Turn?.Parts is not [.., var last] || last.Participant != replied.Participant
            ? after
            : WithSteps(
                after,
                before.StepsBeforeIssue.Add(
                    new TriedStep
                    {
                        By = replied.Participant,
                        What = TriedAction.Asked,
                        Entry = replied.Seq,
                    }
                )
            );
    }

    private static ConversationState WithSteps(ConversationState state, Newest<TriedStep> steps)
    {
        state.StepsBeforeIssue = steps;
        return state;
    }

    // Steps from before there was an issue may be added to one that has later steps already, so they are sorted.
    private static ConversationState On(ConversationState state, IssueId id, ImmutableArray<TriedStep> steps)
    {
        if (!steps.IsEmpty && state.Ledger.Find(id) is { } issue)
            state.Ledger = state.Ledger.With(issue with { Tried = issue.Tried.Add(steps).InOrderOf(static step => step.Entry) });
        return state;
    }
}
