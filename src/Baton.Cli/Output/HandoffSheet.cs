using System.Globalization;
using Baton.Handoffs;
using Baton.Handoffs.Histories;

namespace Baton.Cli.Output;

/// <summary>One handoff as a person wants to know it: why, from whom to whom, how it was decided, what was kept and what was left out.</summary>
internal static class HandoffSheet
{
    private const int LongestResult = 160;

    public static void Show(Screen screen, HandoffReport report)
    {
        var handoff = report.Handoff;
        var history = handoff.Briefing.History;
        screen.Gap();
        screen.Line(
            0,
            new Span($"entry {handoff.Seq}: ", Tone.Quiet),
            new Span(Safe(handoff.From), Tone.Name),
            $" {screen.Arrow} ",
            new Span(Safe(handoff.To), Tone.Name));
        Row(screen, "why", Words.Of(handoff.Trigger) + (handoff.Category is { } category ? $", {Safe(category)}" : ""));
        Row(screen, "decided by", handoff.Trigger switch
        {
            HandoffTrigger.Continued => "the order of the open issues",
            HandoffTrigger.Escalated => "the runtime, since no agent could go on",
            _ => $"{Safe(handoff.From)}{(handoff.Confidence is { } confidence ? $", {Words.Confidence(confidence)}" : "")}",
        });
        Row(screen, "summary", Safe(handoff.Briefing.Summary));
        if (handoff.Briefing.Issues.Count > 0)
            Row(screen, "issues", string.Join(", ", handoff.Briefing.Issues));
        Row(screen, "history", Kept(history));
        Row(screen, "tokens", string.Create(CultureInfo.InvariantCulture, $"{report.TokensBefore} before, {report.TokensAfter} after{Figures(history)}"));
        foreach (var tried in report.Tried)
            Row(screen, "tried", $"{Safe(tried.Tool)} {Words.Of(tried.Outcome)} {SafeText.Short(ToolText.Readable(tried.Result), LongestResult)}");
        if (report.Summary is { } summary)
            screen.Panel("what stands for the entries that are left out", SafeText.Lines(summary), Tone.Quiet);
    }

    private static string Kept(BriefedHistory history) => history.SummaryTo is { } to
        ? string.Create(CultureInfo.InvariantCulture, $"entries {to + 1} to {history.To} word for word, {history.From} to {to} as a summary: {Why(history.Reason)}")
        : string.Create(CultureInfo.InvariantCulture, $"entries {history.From} to {history.To} word for word: {Why(history.Reason)}");

    private static string Why(HistoryReason reason) => reason switch
    {
        HistoryReason.Short => "they are short",
        HistoryReason.Dense => "they are dense with facts, and fit",
        HistoryReason.Policy => "the policy wants it so",
        HistoryReason.Sensitive => "they are sensitive",
        HistoryReason.Chatty => "they are long and hold few facts",
        HistoryReason.People => "people read all of it",
        HistoryReason.Window => "they do not fit the receiver's window",
        _ => "nothing fits",
    };

    private static string Figures(BriefedHistory history)
    {
        var budget = history.Budget is { } tokens ? string.Create(CultureInfo.InvariantCulture, $", room for {tokens}") : "";
        return budget + (history.Density is { } density ? string.Create(CultureInfo.InvariantCulture, $", {density} facts for each 100") : "");
    }

    private static void Row(Screen screen, string name, string text) => screen.Line(2, new Span($"{name,-10} ", Tone.Quiet), text);

    private static string Safe(string text) => SafeText.OneLine(text);
}
