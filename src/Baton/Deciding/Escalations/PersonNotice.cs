using System.Globalization;
using System.Text;
using Baton.Journals.Entries;
using Baton.States;
using Baton.States.Escalations;

namespace Baton.Deciding.Escalations;

/// <summary>
/// Writes the message to a customer whose turn waits for a person: the answers so far, then who has the rest. It is sent only after the
/// ticket or the request for approval is in the journal (rule 5), and needs no model.
/// </summary>
internal static class PersonNotice
{
    // A customer reads a short list.
    private const int MostListed = 8;

    public static InterimReplied ForTicket(ConversationState state, TurnState turn, OpenTicket ticket, Team team)
    {
        var desk = team.FindDesk(ticket.Desk);
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
            notice.Append("\n- ").Append(CustomerText.TitleOf(issue, team));
        if (waiting.Count > MostListed)
            notice.Append(CultureInfo.InvariantCulture, $"\n- and {waiting.Count - MostListed} more");
        return Said(state, turn, notice.Append("\n\nYour reference is ").Append(ticket.Id.Value).Append('.').ToString(), team);
    }

    public static InterimReplied ForApproval(ConversationState state, TurnState turn, Team team) =>
        Said(
            state,
            turn,
            "A colleague has to approve the next step first. You will get the answer here as soon as they have decided. Nothing that "
                + "you wrote is lost.",
            team
        );

    private static InterimReplied Said(ConversationState state, TurnState turn, string notice, Team team) =>
        new()
        {
            Participant = state.Holder,
            Message = turn.Message,
            Text = string.Join(
                "\n\n",
                new[] { ReplyText.Of(turn.Parts.AddRange(turn.Reports), state.Ledger, team), notice }.Where(text => text.Length > 0)
            ),
            Notice = notice,
        };
}
