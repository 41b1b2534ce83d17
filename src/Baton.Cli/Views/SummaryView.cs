using System.Globalization;
using Baton.Cli.Conversations;
using Baton.Cli.Output;

namespace Baton.Cli.Views;

/// <summary>Shows the status of each issue and the tokens that each agent used.</summary>
internal static class SummaryView
{
    public static void Show(Screen screen, Tally tally)
    {
        if (tally.Issues.Count > 0)
        {
            screen.Gap();
            screen.Table("issues", ["issue", "status", "owner", "title"], [.. tally.Issues.Select(Row)]);
        }

        if (tally.Agents.Count > 0)
        {
            screen.Gap();
            screen.Table("tokens", ["agent", "in", "out", "model"], [.. tally.Agents.Select(Row)]);
        }

        if (tally.Agents.Any(agent => Words.IsOffline(agent.Model)))
        {
            screen.Line(
                0,
                new Span(
                    "The offline model is not a language model: it answers from the examples in the team file, and its token counts are "
                        + "word counts.",
                    Tone.Quiet
                )
            );
        }
    }

    public static Tone ToneOf(IssueStatus status) =>
        status switch
        {
            IssueStatus.Resolved => Tone.Good,
            IssueStatus.Escalated or IssueStatus.WaitingOnCustomer or IssueStatus.WaitingOnPerson => Tone.Warning,
            IssueStatus.Declined => Tone.Bad,
            _ => Tone.Plain,
        };

    private static Span[] Row(Issue issue) =>
        [
            issue.Id.ToString(),
            new(Words.Of(issue.Status), ToneOf(issue.Status)),
            new(SafeText.OneLine(issue.Owner), Tone.Name),
            SafeText.OneLine(issue.Title) + (issue.Reason is { } reason ? $" ({SafeText.OneLine(reason)})" : ""),
        ];

    private static Span[] Row(AgentTally agent) =>
        [
            new(SafeText.OneLine(agent.Agent), Tone.Name),
            Count(agent.Usage?.InputTokens),
            Count(agent.Usage?.OutputTokens),
            SafeText.OneLine(agent.Model),
        ];

    private static string Count(long? tokens) => tokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";
}
