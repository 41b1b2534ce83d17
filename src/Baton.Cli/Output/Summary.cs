using System.Globalization;

namespace Baton.Cli.Output;

/// <summary>What came of it: how each issue ended, and what each agent used.</summary>
internal static class Summary
{
    public static void Show(Screen screen, Tally tally)
    {
        if (tally.Issues.Count > 0)
        {
            screen.Gap();
            screen.Table("issues", ["issue", "status", "owner", "what it is about"], [.. tally.Issues.Select(Row)]);
        }

        if (tally.Agents.Count > 0)
        {
            screen.Gap();
            screen.Table("tokens", ["agent", "in", "out", "model"], [.. tally.Agents.Select(Row)]);
        }

        if (tally.Agents.Any(agent => Words.IsOffline(agent.Model)))
        {
            screen.Line(0, new Span(
                "The offline model is no language model: it answers from the examples in the team file, and its tokens are words.", Tone.Quiet));
        }
    }

    public static Tone ToneOf(IssueStatus status) => status switch
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
