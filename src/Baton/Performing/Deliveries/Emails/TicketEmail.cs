using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Performing.Deliveries.Payloads;

namespace Baton.Performing.Deliveries.Emails;

/// <summary>
/// Writes the e-mail that tells people of a ticket. Its subject never has what anybody wrote, and its text only where the desk's
/// clearance says that it may, behind the mask.
/// </summary>
internal static class TicketEmail
{
    public static EmailMessage Of(TicketStory story, string id)
    {
        var (opened, desk) = (story.Opened, story.Desk);
        var priority = opened.Priority is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"Ticket {opened.Ticket} of team {story.Team.Name} waits at {desk.Name}.\n\n"
        );
        if (priority is not null)
            text.Append("Priority: ").Append(priority).Append('\n');
        if (story.Escalated is { } escalated)
            text.Append("Why: ")
                .Append(JsonNamingPolicy.SnakeCaseLower.ConvertName(escalated.Trigger.ToString()).Replace('_', ' '))
                .Append('\n');
        Due(text, "Claim by", opened.FirstResponseDue);
        Due(text, "Close by", opened.ResolutionDue);
        text.Append(CultureInfo.InvariantCulture, $"Issues: {opened.Issues.Count}\n");
        if (desk.Clearance is not null)
        {
            foreach (var issue in opened.Issues.Select(story.State.Ledger.Find).OfType<Issue>())
                text.Append("- ").Append(Line(story.Reader.Text(issue.Title))).Append('\n');
            text.Append("Reason: ").Append(Line(story.Reader.Outside(opened.Reason))).Append('\n');
        }

        if (desk.LinkTo(opened.Ticket, story.Conversation) is { } link)
            text.Append('\n').Append(link).Append('\n');
        return new EmailMessage
        {
            Id = id,
            To = desk.Emails,
            Subject = $"Ticket {opened.Ticket} waits at {desk.Name}{(priority is null ? "" : $" ({priority})")}",
            Text = text.ToString(),
        };
    }

    private static void Due(StringBuilder text, string what, DateTimeOffset? due)
    {
        if (due is { } moment)
            text.Append(CultureInfo.InvariantCulture, $"{what}: {moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC\n");
    }

    /// <summary>One line, so that nothing that was written can look like a part of the notice.</summary>
    public static string Line(string written) => string.Join(' ', written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
