using Baton.Deciding.Escalations;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Confidences;
using Baton.Teams.Confidences;

namespace Baton.Deciding;

/// <content>
/// This part checks an agent's confidence in its reply before the customer reads it. An agent that did not report one is asked once, and
/// the reply is kept meanwhile. A reply with a confidence below the threshold is held back.
/// </content>
internal sealed partial class Decision
{
    /// <summary>The step that is due before the customer may read the reply; null if the customer may read it.</summary>
    private Step? CheckConfidence(ModelCallEnded reply)
    {
        var thresholds = team[State.Holder].Thresholds;
        if (!thresholds.IsAny || Turn.Reply is { IsDrafted: true })
            return null;
        var threshold = thresholds.For(State.IssuesOfAnswer().Select(id => State.Ledger.Find(id)!.Category));
        var confidence = Turn.Hold.Reporting.Report?.Confidence;
        if (threshold <= 0 || confidence >= threshold)
            return null;
        return confidence is null && Turn.Hold.Reporting is { IsAsked: false } && Allowance.ModelCalls(State, team.Limits) > 0
            ? new Step.Correct(
                State.Holder,
                Entries,
                [],
                new ReplyFault(FailureCause.Unreported),
                $"{State.Holder} reported no confidence for its reply.",
                Report.Ask
            )
            : EscalateLowConfidence(reply, confidence, threshold);
    }

    private Step EscalateLowConfidence(ModelCallEnded reply, double? confidence, double threshold)
    {
        HoldBack(reply, confidence, threshold);
        // A passed deadline takes precedence over a low confidence.
        if (Exhausted(State.Constraints) is { } ended)
            return Escalate(
                new Escalation(ended.Cause, $"The conversation's {ended.Detail}")
                {
                    Confidence = confidence,
                    Threshold = threshold,
                    Draft = reply.Seq,
                }
            );
        if (HeldTooLong() is { } late)
            return Escalate(
                new Escalation(late.Cause, late.Detail)
                {
                    Confidence = confidence,
                    Threshold = threshold,
                    Draft = reply.Seq,
                }
            );
        var said = confidence is { } known
            ? FormattableString.Invariant($"{State.Holder} reported confidence {known:0.0#}")
            : $"{State.Holder} reported no confidence for its reply";
        return Escalate(
            new Escalation(FailureCause.LowConfidence, FormattableString.Invariant($"{said}; its threshold is {threshold:0.0#}."))
            {
                Confidence = confidence,
                Threshold = threshold,
                Draft = reply.Seq,
            }
        );
    }

    // The model failed when it was asked for its confidence: the kept reply is checked without one.
    private Step? CheckConfidenceAfter(Failure failure) =>
        Turn.Hold.IsEscalated
        || failure.Cause == FailureCause.ContextTooLong
        || Turn.Hold.Reporting.Draft is not { } draft
        || team.Find(State.Holder) is null
            ? null
            : CheckConfidence(draft);

    // Each report call gets a result, so that the history stays valid. It counts only beside an answer.
    private Step.UpdateIssues? EndReportCalls(ReplyReading reading, bool isAnswer)
    {
        return reading.Reports.Count == 0 ? null : EndReportCalls(reading.Reports, isAnswer);
    }

    private Step.UpdateIssues? EndReportCalls(List<ModelToolCall> reports, bool isAnswer)
    {
        var due = reports.FindAll(call => !Turn.HasEnded(call.CallId));
        if (due.Count == 0)
            return null;
        return new Step.UpdateIssues([
            .. due.Select(call =>
            {
                var (report, problem) = isAnswer
                    ? ConfidenceReport.Read(call)
                    : (null, "Call report with the reply that answers the customer, and with no other tool.");
                return new ToolCallEnded
                {
                    Participant = State.Holder,
                    Tool = call.Name,
                    CallId = call.CallId,
                    Outcome = problem is null ? ToolOutcome.Ok : ToolOutcome.Refused,
                    Result =
                        problem is not null ? $"Error: {problem}"
                        : report?.Dropped is { } dropped ? $"Noted. Left out, because it could not be read: {string.Join(", ", dropped)}."
                        : "Noted.",
                };
            }),
        ]);
    }
}
