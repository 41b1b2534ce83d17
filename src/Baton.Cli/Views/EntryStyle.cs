using Baton.Cli.Output;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Cli.Views;

/// <summary>How the words of an entry are shown.</summary>
/// <param name="Indent">The columns before them.</param>
/// <param name="Lead">The words at their beginning that have the tone; empty for all of them.</param>
/// <param name="Tone">The tone.</param>
internal readonly record struct EntryStyle(int Indent, string Lead, Tone Tone)
{
    public static EntryStyle Of(JournalEntry entry) =>
        entry switch
        {
            AttemptFailed failed => new(2, $"failed: {Words.Of(failed.Cause)}", Tone.Warning),
            FellBack => new(2, "fell back", Tone.Warning),
            Escalated => new(2, "escalated", Tone.Warning),
            Degraded => new(2, "degraded", Tone.Bad),
            TicketOpened => new(2, "ticket", Tone.Warning),
            TicketExpired => new(2, "overdue", Tone.Warning),
            ToolCallBegun begun => Led(2, begun.Tool, Tone.Strong),
            ApprovalAsked asked => Led(2, asked.Tool, Tone.Strong),
            ToolCallEnded ended => Led(2, $"{ended.Tool} {Words.Of(ended.Outcome)}", ToneOf(ended.Outcome)),
            IssueChanged { Status: not IssueStatus.Open } changed => new(
                2,
                $"issue {changed.Issue} {Words.Of(changed.Status)}",
                SummaryView.ToneOf(changed.Status)
            ),
            IssueOpened or IssueChanged => new(2, "", Tone.Plain),
            TicketClaimed claimed => Led(0, claimed.By, Tone.Name),
            TicketReleased released => Led(0, released.By, Tone.Name),
            TicketDeclined declined => Led(0, declined.By, Tone.Name),
            TicketNoted noted => Led(0, noted.By, Tone.Name),
            TicketClosed closed => Led(0, closed.By, Tone.Name),
            PermissionGranted granted => Led(0, granted.By, Tone.Name),
            StateWritten written => Led(0, written.By ?? written.Participant, Tone.Name),
            ConversationOpened or ConversationClosed or { Type: "timer_fired" or "leg_ended" } => new(0, "", Tone.Quiet),
            _ => new(2, "", Tone.Quiet),
        };

    private static EntryStyle Led(int indent, string lead, Tone tone) => new(indent, SafeText.OneLine(lead), tone);

    private static Tone ToneOf(ToolOutcome outcome) =>
        outcome switch
        {
            ToolOutcome.Ok => Tone.Good,
            ToolOutcome.Refused => Tone.Warning,
            _ => Tone.Bad,
        };
}
