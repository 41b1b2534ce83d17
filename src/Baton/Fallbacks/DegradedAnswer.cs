using System.Text;
using Baton.Conversations;
using Baton.Conversations.States;
using Baton.Conversations.Steps;
using Baton.Journals.Entries;
using Baton.Teams;

namespace Baton.Fallbacks;

/// <summary>
/// Writes the answer for a turn that was given up: what was done, what was not, why in plain words, and what happens next. It needs
/// no model, so it works when every model is down (rule 11).
/// </summary>
internal static class DegradedAnswer
{
    public static Degraded For(ConversationId conversation, ConversationState state, TurnState turn, Failure failure, ReplyForm form)
    {
        var text = new StringBuilder(ReplyText.Of(turn.Parts, state.Ledger, form));
        if (text.Length > 0)
            text.Append("\n\n");
        var unfinished = state.Ledger.Unended.AddRange(turn.Dropped.Select(issue => state.Ledger.Find(issue)!).Where(issue => issue.IsEnded).OrderBy(issue => issue.Id.Value));
        text.Append(turn.Parts.IsEmpty ? "I am sorry, I could not answer this" : "I am sorry, I could not finish the rest").Append(": ").Append(PlainWords(failure.Cause)).Append('.');
        if (unfinished.Count > 0)
        {
            text.Append("\n\nNot done:");
            foreach (var issue in unfinished)
                text.Append("\n- ").Append(issue.Title);
        }

        text.Append("\n\nNothing that you wrote is lost. Write again to go on; your reference is ").Append(conversation.Value).Append('.');
        return new Degraded
        {
            Participant = state.Holder,
            Message = turn.Message,
            Text = text.ToString(),
            Reason = failure.Detail,
        };
    }

    private static string PlainWords(FailureCause cause) => cause switch
    {
        FailureCause.ModelError => "the assistant cannot be reached at the moment",
        FailureCause.ModelTimeout => "the assistant took too long",
        FailureCause.DeadlinePassed => "the time for it is over",
        FailureCause.TurnsUsed => "it took more messages than were allowed for it",
        FailureCause.ContextTooLong => "our conversation has become too long for the assistant",
        FailureCause.InputRefused => "it did not pass our checks",
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
