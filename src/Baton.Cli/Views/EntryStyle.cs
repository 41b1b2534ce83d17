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
            FellBack => new(2, "fell back", Tone.Warning),
            Escalated => new(2, "escalated", Tone.Warning),
            Degraded => new(2, "degraded", Tone.Bad),
            ToolCallBegun begun => Led(2, begun.Tool, Tone.Strong),
            ToolCallEnded ended => Led(2, $"{ended.Tool} {Words.Of(ended.Outcome)}", ToneOf(ended.Outcome)),
            IssueChanged { Status: not IssueStatus.Open } changed => new(
                2,
                $"issue {changed.Issue} {Words.Of(changed.Status)}",
                SummaryView.ToneOf(changed.Status)
            ),
            IssueOpened or IssueChanged => new(2, "", Tone.Plain),
            _ => Of(entry.Type, entry.Actor()),
        };

    // Entries whose types are not public.
    private static EntryStyle Of(string type, string? actor) =>
        type switch
        {
            "attempt_failed" => new(2, "failed", Tone.Warning),
            "ticket_opened" => new(2, "ticket", Tone.Warning),
            "ticket_expired" => new(2, "overdue", Tone.Warning),
            "approval_decided" or "ticket_claimed" or "ticket_released" or "ticket_declined" or "ticket_noted" => Led(
                0,
                actor ?? "",
                Tone.Name
            ),
            "ticket_closed" or "permission_granted" or "state_written" => Led(0, actor ?? "", Tone.Name),
            "conversation_opened" or "conversation_closed" or "timer_fired" or "leg_ended" => new(0, "", Tone.Quiet),
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
