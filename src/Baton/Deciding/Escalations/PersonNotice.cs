using System.Globalization;
using System.Text;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Escalations;
using Baton.Texts.Searches;

namespace Baton.Deciding.Escalations;

/// <summary>
/// Writes the message to a customer whose turn waits for a person: the answers so far, then who has the rest. It is sent only after the
/// ticket or the request for approval is in the journal (rule 5), and needs no model.
/// </summary>
internal static class PersonNotice
{
    // A customer reads a short list.
    private const int MostListed = 8;
    private const int LongestTitle = 200;

    public static InterimReplied ForTicket(ConversationState state, TurnState turn, OpenTicket ticket, Desk? desk, bool isPerIssue)
    {
        var notice = new StringBuilder("I have passed this on to ")
            .Append(desk?.Description ?? ticket.Desk)
            .Append(
                desk?.IsSystem == true
                    ? ". The answer will reach you here."
                    : ". A person will read our whole conversation and answer you here."
            );
        if (desk?.Hours is { } hours && !hours.IsOpen(state.Now))
            notice
                .Append(" Nobody is there at the moment; they are back on ")
                .Append(hours.Words(hours.NextOpening(state.Now)))
                .Append('.');
        var waiting = state.Ledger.UnendedOf(ticket.Desk);
        if (waiting.Count > 0)
            notice.Append("\n\nStill open:");
        foreach (var issue in waiting.Take(MostListed))
            notice.Append("\n- ").Append(TextPart.First(issue.Title, LongestTitle));
        if (waiting.Count > MostListed)
            notice.Append(CultureInfo.InvariantCulture, $"\n- and {waiting.Count - MostListed} more");
        return Said(state, turn, notice.Append("\n\nYour reference is ").Append(ticket.Id.Value).Append('.').ToString(), isPerIssue);
    }

    public static InterimReplied ForApproval(ConversationState state, TurnState turn, bool isPerIssue) =>
        Said(
            state,
            turn,
            "A colleague has to approve the next step first. You will get the answer here as soon as they have decided. Nothing that "
                + "you wrote is lost.",
            isPerIssue
        );

    private static InterimReplied Said(ConversationState state, TurnState turn, string notice, bool isPerIssue) =>
        new()
        {
            Participant = state.Holder,
            Message = turn.Message,
            Text = string.Join(
                "\n\n",
                new[] { ReplyText.Of(turn.Parts.AddRange(turn.Reports), state.Ledger, isPerIssue), notice }.Where(text => text.Length > 0)
            ),
            Notice = notice,
        };
}
