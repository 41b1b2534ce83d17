using System.Text;
using Baton.Conversations;
using Baton.Conversations.States;
using Baton.Journals.Entries;

namespace Baton.Fallbacks;

/// <summary>
/// Writes the answer for a turn that was given up: what was done, what was not, why in plain words, and what happens next. It needs
/// no model, so it works when every model is down (rule 11).
/// </summary>
internal static class DegradedAnswer
{
    public static Degraded For(ConversationId conversation, ConversationState state, TurnState turn, Failure failure)
    {
        var text = new StringBuilder();
        foreach (var part in turn.Parts)
            text.Append(part.Text.Trim()).Append("\n\n");
        var unfinished = state.Ledger.Unended.AddRange(turn.Dropped.Select(issue => state.Ledger.Find(issue)!).OrderBy(issue => issue.Id.Value));
        text.Append(turn.Parts.IsEmpty ? "I am sorry, I could not answer this" : "I am sorry, I could not finish the rest").Append(": ").Append(PlainCause.Of(failure.Cause)).Append('.');
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
}
