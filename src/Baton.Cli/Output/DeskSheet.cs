using Baton.Cli.Serving;
using Baton.Journals.Entries;

namespace Baton.Cli.Output;

/// <summary>All that was said in a conversation, word for word, and what waits for a person in it: that comes last, where a reader is.</summary>
internal static class DeskSheet
{
    /// <summary>Shows it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="standing">The conversation.</param>
    /// <param name="now">The present.</param>
    /// <param name="command">The command of a person for an act, such as <c>--approve</c>.</param>
    /// <param name="resume">The command that finishes a turn that was cut off.</param>
    public static void Show(Screen screen, Standing standing, DateTimeOffset now, Func<string, string, string> command, string resume)
    {
        ShowTalk(screen, standing);
        foreach (var asked in standing.Approvals)
            ShowApproval(screen, asked, command, standing.Approvals.Count > 1);
        if (standing.Ticket is { } ticket)
            TicketSheet.Show(screen, standing, ticket, now, command);
        if (standing.Unfinished is not null)
            screen.Command("The answer is not finished; this goes on with it: ", resume);
        else if (!standing.WaitsForPerson)
            screen.Line(0, "Nothing waits for a person in this conversation.");
    }

    /// <summary>Writes the entries that wait: each call to approve, and the ticket.</summary>
    public static void Write(JsonLines lines, Standing standing)
    {
        standing.Approvals.ForEach(lines.Show);
        if (standing.Ticket is { } ticket)
            lines.Show(ticket);
    }

    private static void ShowTalk(Screen screen, Standing standing)
    {
        foreach (var entry in standing.Entries)
        {
            var (speaker, text) = entry switch
            {
                MessageReceived received => ("customer", received.Text),
                Replied replied => (replied.Participant, replied.Text),
                Degraded degraded => (degraded.Participant, degraded.Text),
                InterimReplied interim => ("told to the customer", interim.Text),
                ReplyHeld held => ($"{held.Participant}, a draft that the customer has not read", (standing.Entries[(int)held.Of - 1] as ModelCallEnded)?.Text ?? ""),
                OperatorReplied said => (said.Operator, said.Text),
                ToolCallBegun begun => (begun.Participant, $"calls {begun.Tool} {ToolText.Readable(begun.Arguments.ToString())}"),
                ToolCallEnded ended => ($"{ended.Tool} {Words.Of(ended.Outcome)}", ToolText.Readable(ended.Result)),
                TicketClaimed claimed => (claimed.By, "claimed the ticket"),
                TicketReleased released => (released.By, "released the ticket" + (released.Note is { } said ? $": {said}" : "")),
                TicketDeclined declined => (declined.By, $"declined the ticket: {declined.Reason}"),
                TicketExpired expired => (standing.Entries.OfType<TicketOpened>().Last(opened => opened.Ticket == expired.Ticket).Desk, $"was late: {Words.Of(expired.Due)}"),
                TicketNoted noted => ($"{noted.By}, a note that the customer does not read", noted.Text),
                PermissionGranted granted => (granted.By, $"permitted {granted.Permission}{(granted.Issue is { } issue ? $" for {issue}" : "")}"),
                IssueChanged { Status: IssueStatus.Resolved or IssueStatus.Declined, Outcome: { } outcome } ended when standing.Entries.Exists(other => other is TicketOpened opened && opened.Desk == ended.Owner) =>
                    (ended.By, $"ended {ended.Issue} {ended.Title} as {Words.Of(ended.Status)}: {outcome}"),
                ApprovalDecided decided => (decided.By, (decided.Approved ? "approved" : "did not approve") + (decided.Note is { } note ? $": {note}" : "")),
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

    private static void ShowApproval(Screen screen, ApprovalAsked asked, Func<string, string, string> command, bool isOneOfSeveral)
    {
        screen.Line(0, new Span("waits for approval", Tone.Warning), ": ", new Span(Safe(asked.Tool), Tone.Strong), $" {Safe(ToolText.Readable(asked.Arguments.ToString()))}");
        screen.Field("call", Safe(asked.CallId.Value));
        screen.Field("by", Safe(asked.Participant));
        screen.Field("why", Safe(asked.Reason));
        var which = isOneOfSeveral ? $" --call {Safe(asked.CallId.Value)}" : "";
        screen.Command("  approve: ", command("NAME", "--approve" + which));
        screen.Command("  refuse:  ", command("NAME", "--refuse" + which));
    }

    private static string Safe(string text) => SafeText.OneLine(text);
}
