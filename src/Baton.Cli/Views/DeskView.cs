using Baton.Cli.Conversations;
using Baton.Cli.Output;
using Baton.Journals.Entries;
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
        status.Approvals.ForEach(lines.Show);
        if (status.Ticket is { } ticket)
            lines.Show(ticket);
    }

    private static void ShowTalk(Screen screen, ConversationStatus status)
    {
        foreach (var entry in status.Entries)
        {
            var (speaker, text) = entry switch
            {
                MessageReceived received => ("customer", received.Text),
                Replied replied => (replied.Participant, replied.Text),
                Degraded degraded => (degraded.Participant, degraded.Text),
                InterimReplied interim => ("interim reply to the customer", interim.Text),
                ReplyHeld held => (
                    $"{held.Participant}, draft that was not sent",
                    (status.Entries[(int)held.Of - 1] as ModelCallEnded)?.Text ?? ""
                ),
                OperatorReplied said => (said.Operator, said.Text),
                ToolCallBegun begun => (begun.Participant, $"calls {begun.Tool} {ReadableJson.Of(begun.Arguments.ToString())}"),
                ToolCallEnded ended => ($"{ended.Tool} {Words.Of(ended.Outcome)}", ReadableJson.Of(ended.Result)),
                TicketClaimed claimed => (claimed.By, "claimed the ticket"),
                TicketReleased released => (released.By, "released the ticket" + (released.Note is { } said ? $": {said}" : "")),
                TicketDeclined declined => (declined.By, $"declined the ticket: {declined.Reason}"),
                TicketExpired expired => (
                    status.Entries.OfType<TicketOpened>().Last(opened => opened.Ticket == expired.Ticket).Desk,
                    $"missed its due time: {Words.Of(expired.Due)}"
                ),
                TicketNoted noted => ($"{noted.By}, note for colleagues", noted.Text),
                PermissionGranted granted => (
                    granted.By,
                    $"granted {granted.Permission}{(granted.Issue is { } issue ? $" for issue {issue}" : "")}"
                ),
                IssueChanged { Status: IssueStatus.Resolved or IssueStatus.Declined, Outcome: { } outcome } ended
                    when status.Entries.Exists(other => other is TicketOpened opened && opened.Desk == ended.Owner) => (
                    ended.By,
                    $"marked issue {ended.Issue} {ended.Title} as {Words.Of(ended.Status)}: {outcome}"
                ),
                ApprovalDecided decided => (
                    decided.By,
                    (decided.Approved ? "approved" : "refused") + (decided.Note is { } note ? $": {note}" : "")
                ),
                TicketClosed closed => (closed.By, $"handed back to {closed.To}: {closed.Report}"),
                _ => ("", ""),
            };
            if (speaker.Length == 0)
                continue;
            screen.Line(0, new Span($"{entry.Seq} ", Tone.Quiet), new Span(Safe(speaker), Tone.Name));
            screen.Line(2, SafeText.Lines(text).Trim('\n'));
        }

        screen.Gap();
    }

    private static void ShowApproval(Screen screen, ApprovalAsked asked, Func<string?, string, string> command, bool isOneOfSeveral)
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
        var which = isOneOfSeveral ? $" --call {Safe(asked.CallId.Value)}" : "";
        screen.Command("  approve: ", command(null, "--approve" + which));
        screen.Command("  refuse:  ", command(null, "--refuse" + which));
    }

    private static string Safe(string text) => SafeText.OneLine(text);
}
