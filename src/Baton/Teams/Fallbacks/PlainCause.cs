using Baton.Journals.Entries;

namespace Baton.Teams.Fallbacks;

/// <summary>The causes in plain words, as customers and agents read them.</summary>
internal static class PlainCause
{
    /// <summary>The words, in the middle of a sentence.</summary>
    public static string Of(FailureCause cause) => cause switch
    {
        FailureCause.ModelError or FailureCause.ModelDenied or FailureCause.CircuitOpen => "the assistant cannot be reached at the moment",
        FailureCause.Overloaded => "the assistant has too much to do at the moment",
        FailureCause.ModelTimeout => "the assistant took too long",
        FailureCause.TimeOver => "it took longer than one answer may take",
        FailureCause.DeadlinePassed => "the time for it is over",
        FailureCause.TurnsUsed => "it took more messages than were allowed for it",
        FailureCause.ContextTooLong => "our conversation has become too long for the assistant",
        FailureCause.InputRefused => "it did not pass our checks",
        FailureCause.ContentFiltered => "the assistant may not answer this",
        FailureCause.BoundReached => "it needs more steps than one turn allows",
        FailureCause.PingPong => "our assistants could not settle who should handle it",
        FailureCause.Rule or FailureCause.AskedByAgent or FailureCause.AskedByCustomer => "it needs somebody who cannot be reached at the moment",
        FailureCause.LowConfidence => "the assistant is not sure enough of the answer",
        FailureCause.TimedOut => "nobody could take it up in time",
        FailureCause.Declined => "those who were asked did not take it on",
        FailureCause.NarratedTransfer or FailureCause.UnknownTarget => "I could not pass it to the right colleague",
        _ => "the assistant gave no usable answer",
    };
}
