using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams.Confidences;

namespace Baton.States.Confidences;

/// <summary>Folds the confidence that agents report. Pure; it runs after the rest of the fold.</summary>
internal static class ReportFold
{
    /// <summary>The state with what the entry says about confidence.</summary>
    /// <param name="before">The state before the entry.</param>
    /// <param name="after">The state after the folds that ran before this one.</param>
    /// <param name="entry">The entry.</param>
    public static ConversationState Apply(ConversationState before, ConversationState after, JournalEntry entry)
    {
        if (before.Turn is not { } turn || after.Turn is null)
            return after;
        var reporting = turn.Hold.Reporting;
        return entry switch
        {
            ToolCallEnded { Tool: Report.ToolName, Outcome: ToolOutcome.Ok } ended => With(
                after,
                reporting with
                {
                    Report = ReportIn(turn, ended) ?? reporting.Report,
                }
            ),
            AttemptFailed { Told: not null, Cause: FailureCause.Unreported } => With(
                after,
                new Reporting(turn.Reply?.Entry, IsAsked: true, null)
            ),
            // The report was about a reply that was refused.
            AttemptFailed { Told: not null } when reporting.Report is not null => With(after, reporting with { Report = null }),
            // After a tool call the agent writes a new reply.
            ToolCallBegun when reporting.Draft is not null => With(after, reporting with { Draft = null }),
            _ => after,
        };
    }

    private static ConfidenceReport? ReportIn(TurnState turn, ToolCallEnded ended) =>
        turn.Reply?.Entry.Calls?.FirstOrDefault(call => call.CallId == ended.CallId) is { } call
            ? ConfidenceReport.Read(call).Report
            : null;

    private static ConversationState With(ConversationState state, Reporting reporting) =>
        ReferenceEquals(state.Turn!.Hold.Reporting, reporting)
            ? state
            : state with
            {
                Turn = state.Turn with { Hold = state.Turn.Hold with { Reporting = reporting } },
            };
}
