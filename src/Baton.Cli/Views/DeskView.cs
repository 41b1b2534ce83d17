using System.Globalization;
using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Runtime;
using Baton.Texts.Readable;

namespace Baton.Cli.Views;

/// <summary>A conversation as a person at a desk needs it: everything that was said, then what waits for a person.</summary>
internal static class DeskView
{
    /// <summary>Shows it.</summary>
    /// <param name="screen">The screen to write to.</param>
    /// <param name="status">The conversation.</param>
    /// <param name="now">The current time.</param>
    /// <param name="command">Builds the command for an action, such as <c>--approve</c>, of a person; null for the current user.</param>
    /// <param name="resume">The command that finishes an interrupted turn.</param>
    public static void Show(
        Screen screen,
        ConversationStatus status,
        DateTimeOffset now,
        Func<string?, string, string> command,
        string resume
    )
    {
        ShowTalk(screen, status);
        foreach (var asked in status.Approvals)
            ShowApproval(screen, asked, command, status.Approvals.Count > 1);
        if (status.Ticket is { } ticket)
            TicketView.Show(screen, status, ticket, now, command);
        if (status.Unfinished is not null)
            screen.Command("The last turn is unfinished. This finishes it: ", resume);
        else if (!status.WaitsForPerson)
            screen.Line(0, "Nothing waits for a person in this conversation.");
    }

    /// <summary>Writes the journal entries of what waits: each tool call to approve, and the ticket.</summary>
    public static void Write(JsonLines lines, ConversationStatus status)
    {
        foreach (var waiting in (IEnumerable<Waiting>)[.. status.Approvals, .. status.Ticket is { } ticket ? [ticket] : (Waiting[])[]])
            lines.Show(status.EntryOf(waiting)!);
    }

    private static void ShowTalk(Screen screen, ConversationStatus status)
    {
        foreach (var entry in status.Entries)
        {
            var (speaker, text) = entry switch
            {
                MessageReceived received => ("customer", received.Text),
                ToolCallBegun begun => (begun.Participant, $"calls {begun.Tool} {ReadableJson.Of(begun.Arguments.ToString())}"),
                ToolCallEnded ended => ($"{ended.Tool} {Words.Of(ended.Outcome)}", ReadableJson.Of(ended.Result)),
                IssueChanged { Status: IssueStatus.Resolved or IssueStatus.Declined, Outcome: { } outcome } ended
                    when status.Tickets.Any(ticket => ticket.Desk == ended.Owner) => (
                    ended.By,
                    $"marked issue {ended.Issue} {ended.Title} as {Words.Of(ended.Status)}: {outcome}"
                ),
                _ => Line(status, entry),
            };
            if (speaker.Length == 0)
                continue;
            screen.Line(0, new Span($"{entry.Seq} ", Tone.Quiet), new Span(Safe(speaker), Tone.Name));
            screen.Line(2, SafeText.Lines(text).Trim('\n'));
        }

        screen.Gap();
    }

    // Entries whose types are not public, and what was said to the customer.
    private static (string Speaker, string Text) Line(ConversationStatus status, JournalEntry entry)
    {
        var actor = entry.Actor() ?? "";
        return entry.Type switch
        {
            "interim_replied" or "still_working" => ("interim reply to the customer", entry.TextToCustomer() ?? ""),
            "reply_held" => ($"{actor}, draft that was not sent", status.TextOf(entry) ?? ""),
            "ticket_noted" => ($"{actor}, note for colleagues", status.TextOf(entry) ?? ""),
            "ticket_claimed" or "ticket_released" or "ticket_declined" or "ticket_closed" or "permission_granted" or "approval_decided" => (
                actor,
                Without(actor, Words(status, entry))
            ),
            "ticket_expired" => ("due time", Words(status, entry)),
            _ => entry.TextToCustomer() is { } text ? (actor, text) : ("", ""),
        };

        static string Words(ConversationStatus status, JournalEntry entry) => string.Join('\n', status.Describe(entry));

        static string Without(string actor, string words) =>
            words.StartsWith(actor + " ", StringComparison.Ordinal) ? words[(actor.Length + 1)..] : words;
    }

    private static void ShowApproval(Screen screen, WaitingApproval asked, Func<string?, string, string> command, bool isOneOfSeveral)
    {
        screen.Line(
            0,
            new Span("waits for approval", Tone.Warning),
            ": ",
            new Span(Safe(asked.Tool), Tone.Strong),
            $" {Safe(ReadableJson.Of(asked.Arguments.ToString()))}"
        );
        screen.Field("call", Safe(asked.CallId.Value));
        screen.Field("by", Safe(asked.Participant));
        screen.Field("why", Safe(asked.Reason));
        if (asked.CustomerWroteAt is { } wrote)
            screen.Line(
                1,
                new Span(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The customer wrote again since, at {wrote.UtcDateTime:yyyy-MM-dd HH:mm} UTC: read it above first."
                    ),
                    Tone.Warning
                )
            );
        var which = isOneOfSeveral ? $" --call {Safe(asked.CallId.Value)}" : "";
        screen.Command("  approve: ", command(null, "--approve" + which));
        screen.Command("  refuse:  ", command(null, "--refuse" + which));
    }

    private static string Safe(string text) => SafeText.OneLine(text);
}
