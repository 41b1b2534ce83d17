using Baton.Cli.Serving;
using Baton.Journals.Entries;

namespace Baton.Cli.Output;

/// <summary>What waits for a person in a conversation, and all that was said, word for word.</summary>
internal static class DeskSheet
{
    public static void Show(Screen screen, Standing standing)
    {
        if (standing.Ticket is { } ticket)
        {
            screen.Line(0, new Span($"ticket {Safe(ticket.Ticket.Value)}", Tone.Strong), " at ", new Span(Safe(ticket.Desk), Tone.Name));
            Row(screen, "why", Safe(ticket.Reason));
            Row(screen, "from", Safe(ticket.From));
            foreach (var issue in ticket.Issues)
                Row(screen, "issue", $"{issue} {Safe(standing.Entries.OfType<IssueOpened>().First(opened => opened.Issue == issue).Title)}");
        }

        foreach (var asked in standing.Approvals)
        {
            screen.Line(0, new Span("waits for approval", Tone.Warning), $": {Safe(asked.Tool)} {ToolText.Readable(asked.Arguments.ToString())}");
            Row(screen, "call", Safe(asked.CallId.Value));
            Row(screen, "by", Safe(asked.Participant));
            Row(screen, "why", Safe(asked.Reason));
        }

        if (standing.Ticket is null && standing.Approvals.Count == 0)
            screen.Line(0, "Nothing waits for a person in this conversation.");
        screen.Gap();
        foreach (var entry in standing.Entries)
        {
            var (speaker, text) = entry switch
            {
                MessageReceived received => ("customer", received.Text),
                Replied replied => (replied.Participant, replied.Text),
                Degraded degraded => (degraded.Participant, degraded.Text),
                InterimReplied interim => (interim.Participant, interim.Text),
                OperatorReplied said => (said.Operator, said.Text),
                ToolCallEnded ended => (ended.Tool, ended.Result),
                _ => ("", ""),
            };
            if (speaker.Length > 0)
                screen.Line(0, new Span($"{entry.Seq} {Safe(speaker)}: ", Tone.Name), SafeText.Lines(text));
        }
    }

    private static void Row(Screen screen, string name, string text) => screen.Line(2, new Span($"{name,-6} ", Tone.Quiet), text);

    private static string Safe(string text) => SafeText.OneLine(text);
}
