using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States.Histories;
using Baton.Teams.Clearances;
using Baton.Texts.Searches;

namespace Baton.States.Views;

/// <content>
/// This part reports what happened at a desk. An agent reads it after the desk handed back.
/// </content>
internal static partial class ViewText
{
    /// <summary>What a desk did while it had the conversation, for the agent that has it next.</summary>
    /// <param name="entries">The conversation's entries.</param>
    /// <param name="end">The handoff by which the desk gave the conversation back.</param>
    /// <param name="reader">What the reader may see.</param>
    public static string DeskWork(IReadOnlyList<JournalEntry> entries, HandedOff end, ReaderAccess reader)
    {
        var first = (int)end.Seq - 2;
        while (first > 0 && !(entries[first] is TicketOpened candidate && candidate.Desk == end.From))
            first--;
        if (entries[first] is not TicketOpened opened)
            return "";
        var text = new StringBuilder();
        text.Append(
            System.Globalization.CultureInfo.InvariantCulture,
            $"<baton:desk name=\"{Attribute(opened.Desk)}\" ticket=\"{Attribute(opened.Ticket.Value)}\" from=\"{opened.Seq}\" "
                + $"to=\"{end.Seq}\">"
        );
        text.Append("\nThis desk had the conversation, and the customer was told so. Now ").Append(Escape(end.To)).Append(" has it.");
        var events = Events(entries.Skip(first + 1).Take((int)end.Seq - 1 - (first + 1)), opened, reader);
        List(
            text,
            "What was done there:",
            Capped([.. events.Select(deed => TextPart.First(deed, Transcript.LongestReport))], null, "step")
        );
        return text.Append("\n</baton:desk>").ToString();
    }

    private static IEnumerable<string> Events(IEnumerable<JournalEntry> entries, TicketOpened opened, ReaderAccess reader)
    {
        foreach (var entry in entries)
        {
            var deed = entry switch
            {
                TicketNoted noted => $"{Escape(noted.By)} noted: {Line(noted.Text, reader)}",
                TicketReleased { Note: { } note } released => $"{Escape(released.By)} noted: {Line(note, reader)}",
                PermissionGranted granted => $"{Escape(granted.By)} granted "
                    + $"{Escape(granted.Permission.ToString())}{(granted.Issue is { } issue ? $" for {issue}" : "")}, in spite of "
                    + "the limits",
                TicketDeclined declined => $"{Escape(declined.By)} declined the ticket: {Line(declined.Reason, reader)}",
                TicketExpired { Due: TicketDue.FirstResponse } => "nobody claimed the ticket in time",
                IssueChanged { Status: IssueStatus.Resolved or IssueStatus.Declined } ended when ended.Owner == opened.Desk =>
                    $"{Escape(ended.By)} ended {ended.Issue} {Line(ended.Title, reader)} as {StatusWords(ended.Status)}: "
                        + $"{Line(ended.Outcome ?? ended.Reason ?? "", reader)}",
                _ => null,
            };
            if (deed is not null)
                yield return deed;
        }
    }
}
