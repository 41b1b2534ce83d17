using System.Globalization;
using Baton.Cli.Output;
using Baton.Runtime;

namespace Baton.Cli.Views;

/// <summary>Shows the status of each issue and the tokens that each agent used.</summary>
internal static class SummaryView
{
    /// <summary>Shows it.</summary>
    /// <param name="screen">The screen to write to.</param>
    /// <param name="conversation">The conversation, for its issues.</param>
    /// <param name="shown">The entries that were shown, for their tokens.</param>
    public static void Show(Screen screen, ConversationStatus conversation, ConversationStatus shown)
    {
        if (conversation.Issues.Count > 0)
        {
            screen.Gap();
            screen.Table("issues", ["issue", "status", "owner", "title"], [.. conversation.Issues.Select(Row)]);
        }

        if (shown.Models.Count > 0)
        {
            screen.Gap();
            ShowTokens(screen, shown);
        }

        if (shown.Models.Values.Any(model => Words.IsOffline(Words.Model(model))))
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

    // Of what nobody has reported there is no column.
    private static void ShowTokens(Screen screen, ConversationStatus shown)
    {
        var (usage, costs) = (shown.Usage, shown.Costs);
        var hasCached = usage.Values.Any(used => used.CachedInputTokenCount > 0);
        string[] cached = hasCached ? ["cached"] : [];
        string[] cost = costs.Count > 0 ? ["cost"] : [];
        screen.Table("tokens", ["agent", "in", .. cached, "out", .. cost, "model"], [.. shown.Models.Select(Row)]);
        if (costs.Values.Aggregate((UsageCost?)null, UsageCost.Sum) is { } sum && costs.Count > 1)
            screen.Line(0, $"together {sum}");

        Span[] Row(KeyValuePair<string, string?> agent)
        {
            var used = usage.GetValueOrDefault(agent.Key);
            Span[] fromCache = hasCached ? [Count(used?.CachedInputTokenCount)] : [];
            Span[] paid = costs.Count > 0 ? [costs.GetValueOrDefault(agent.Key)?.ToString() ?? "-"] : [];
            return
            [
                new(SafeText.OneLine(agent.Key), Tone.Name),
                Count(used?.InputTokenCount),
                .. fromCache,
                Count(used?.OutputTokenCount),
                .. paid,
                SafeText.OneLine(Words.Model(agent.Value)),
            ];
        }
    }

    private static string Count(long? tokens) => tokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";
}
