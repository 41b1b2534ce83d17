using System.Globalization;
using Baton.Cli.Output;
using Baton.Runtime;

namespace Baton.Cli.Views;

/// <summary>Shows one handoff: who handed over to whom, why, how it was decided, and what the briefing kept and left out.</summary>
internal static class HandoffView
{
    public static void Show(Screen screen, HandoffReport report)
    {
        var handoff = report.Handoff;
        screen.Gap();
        screen.Line(
            0,
            new Span($"entry {handoff.Seq}: ", Tone.Quiet),
            new Span(SafeText.OneLine(handoff.From), Tone.Name),
            $" {screen.Arrow} ",
            new Span(SafeText.OneLine(handoff.To), Tone.Name),
            new Span(handoff.Leg is { } leg ? $"  leg {SafeText.OneLine(leg)}" : "", Tone.Quiet)
        );
        var before = "";
        foreach (var (name, text) in report.Rows)
        {
            screen.Field(name == before ? "" : name, SafeText.OneLine(text));
            before = name;
        }

        if (report.Summary is { } summary)
            screen.Panel(
                string.Create(CultureInfo.InvariantCulture, $"summary of entries 1 to {report.SummaryTo}"),
                SafeText.Lines(summary),
                Tone.Quiet
            );
    }
}
