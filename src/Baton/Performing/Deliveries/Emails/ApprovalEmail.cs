using System.Globalization;
using System.Text;
using Baton.Journals.Entries;
using Baton.Performing.Deliveries.Payloads;

namespace Baton.Performing.Deliveries.Emails;

/// <summary>
/// Writes the e-mail that tells people of a tool call that waits for their approval. What the call is made with stands in it only where the
/// desk's clearance says that it may, behind the mask.
/// </summary>
internal static class ApprovalEmail
{
    public static EmailMessage Of(TicketStory story, ApprovalAsked asked, string id)
    {
        var text = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"A call of {asked.Tool} by {asked.Participant} of team {story.Team.Name} waits for approval.\n\n"
            )
            .Append(CultureInfo.InvariantCulture, $"Conversation: {story.Conversation}\nCall: {asked.CallId}\n");
        if (story.Desk.Clearance is not null)
            text.Append("Arguments: ")
                .Append(TicketEmail.Line(story.Arguments))
                .Append("\nReason: ")
                .Append(TicketEmail.Line(story.Reader.Outside(asked.Reason)))
                .Append('\n');
        if (story.Desk.LinkTo(story.Conversation) is { } link)
            text.Append('\n').Append(link).Append('\n');
        return new EmailMessage
        {
            Id = id,
            To = story.Desk.Emails,
            Subject = $"A call of {asked.Tool} waits for approval at {story.Desk.Name}",
            Text = text.ToString(),
        };
    }
}
