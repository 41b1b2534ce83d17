using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>The causes in plain words, as customers and agents read them.</summary>
internal static class PlainCause
{
    /// <summary>The words, in the middle of a sentence.</summary>
    public static string Of(FailureCause cause) =>
        cause switch
        {
            FailureCause.ModelError or FailureCause.ModelDenied or FailureCause.CircuitOpen =>
                "the assistant cannot be reached at the moment",
            FailureCause.Overloaded => "the assistant is overloaded at the moment",
            FailureCause.ModelTimeout => "the assistant took too long",
            FailureCause.TimeOver => "it took longer than one answer may take",
            FailureCause.DeadlinePassed => "its deadline has passed",
            FailureCause.Abandoned => "it was stopped",
            FailureCause.TurnsUsed => "it took more messages than allowed",
            FailureCause.ContextTooLong => "our conversation has become too long for the assistant",
            FailureCause.InputRefused => "it did not pass our checks",
            FailureCause.ContentFiltered => "the assistant is not allowed to answer this",
            FailureCause.BoundReached => "it needs more steps than one turn allows",
            FailureCause.PingPong => "our assistants could not agree on who should handle it",
            FailureCause.Rule or FailureCause.AskedByAgent or FailureCause.AskedByCustomer =>
                "it needs somebody who is not available at the moment",
            FailureCause.LowConfidence => "the assistant is not sure enough of the answer",
            FailureCause.TimedOut => "nobody took it in time",
            FailureCause.Declined => "everybody who was asked declined",
            FailureCause.NarratedTransfer or FailureCause.UnknownTarget => "I could not pass it to the right colleague",
            _ => "the assistant gave no usable answer",
        };
}
