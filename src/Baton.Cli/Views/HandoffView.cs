using System.Globalization;
using Baton.Cli.Output;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Runtime;

namespace Baton.Cli.Views;

/// <summary>Shows one handoff: who handed over to whom, why, how it was decided, and what the briefing kept and left out.</summary>
internal static class HandoffView
{
    private const int LongestResult = 160;
    private const int LongestArguments = 80;

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
            new Span(Safe(handoff.To), Tone.Name),
            new Span(handoff.Leg is { } leg ? $"  leg {Safe(leg)}" : "", Tone.Quiet));
        var briefing = handoff.Briefing;
        Row(screen, "why", Words.Of(handoff.Trigger) + (handoff.Category is { } category ? $", {Safe(category)}" : ""));
        Row(screen, "decided by", DecidedBy(handoff));
        Rows(screen, "not chosen", (briefing.Classification?.Alternatives ?? []).Select(other => Safe(other.To) + Sure(other.Confidence)));
        if (briefing.Classification?.SecondOpinion is { } second)
            Row(screen, "router says", Safe(RouterText.Of(second)));
        Row(screen, "summary", Safe(briefing.Summary));
        Row(screen, "issues", string.Join(", ", briefing.Issues));
        Rows(screen, "tried", Before(briefing.Task?.TriedBefore, "step").Concat(report.Tried.Select(Tried)));
        Rows(screen, "remaining", (briefing.Task?.Remaining ?? []).Select(issue => $"{issue.Issue} {Safe(issue.Title)} ({Safe(issue.Owner)}, {Words.Of(issue.Status)})"));
        Rows(screen, "notes", Before(briefing.Task?.NotesBefore, "note").Concat((briefing.Task?.Notes ?? []).Select(note => $"{Safe(note.By)}: {Safe(note.Text)}")));
        Rows(screen, "limits", Limits(briefing.Constraints ?? Constraint.None));
        Row(screen, "history", Kept(history));
        Row(screen, "tokens", string.Create(CultureInfo.InvariantCulture, $"{report.TokensBefore:N0} before, {report.TokensAfter:N0} after{Figures(history)}"));
        if (report.Summary is { } summary)
            screen.Panel(string.Create(CultureInfo.InvariantCulture, $"summary of entries {history.From} to {history.SummaryTo}"), SafeText.Lines(summary), Tone.Quiet);
    }

    private static string DecidedBy(HandedOff handoff)
    {
        if (handoff.Briefing.Classification is not { } classification)
            return handoff.Trigger == HandoffTrigger.Continued ? "the order of the open issues" : Safe(handoff.From) + Sure(handoff.Confidence);
        var (participant, model, rule) = (classification.DecidedBy.Participant, classification.DecidedBy.Model, classification.DecidedBy.Rule);
        if (classification.DecidedBy.Router is { } router)
            participant = $"the router {router} instead of {participant}";
        var chosen = participant is null ? "" : $"{Safe(participant)}{(model is null ? "" : $" ({Safe(Words.Model(model))})")}{Sure(classification.Confidence)}";
        return rule is null ? chosen
            // For these rules, whoever chose the receiver earlier had no part in the decision.
            : participant is null || rule is HandoffRule.NoAgentCanGoOn or HandoffRule.HistoryTooLong or HandoffRule.HandedBack ? Rule(rule)
            : $"{Rule(rule)}; chosen by {chosen}";
    }

    private static string Rule(string rule) => rule switch
    {
        HandoffRule.FastPath => "the fast path",
        HandoffRule.NextOpenIssue => "the order of the open issues",
        HandoffRule.GivenBack => "the sender, which gave it back",
        HandoffRule.CustomerWasAsked => "the answer to the receiver's question",
        HandoffRule.HolderLeftTeam => "the runtime, because the holder is no longer in the team",
        HandoffRule.HistoryTooLong => "the runtime, because the history does not fit the holder's context window",
        HandoffRule.NoAgentCanGoOn => "the runtime, because no agent could continue",
        HandoffRule.IndependentIssues => "the coordinator strategy, which works on issues in parallel",
        HandoffRule.HandedBack => "a person at the desk",
        _ => Safe(rule).Replace('_', ' '),
    };

    private static string Sure(double? confidence) => confidence is { } sure ? $", {Words.Confidence(sure)}" : "";

    private static string Tried(TriedReport tried)
    {
        var step = tried.Step;
        var what = step.What switch
        {
            TriedAction.Called => $"{Safe(step.Tool ?? "")}{Arguments(step)} {(step.Outcome is { } outcome ? Words.Of(outcome) : "")}",
            TriedAction.Asked => "asked the customer",
            TriedAction.Answered => "answered the customer",
            _ => "handed over",
        };
        var on = step.Issues is { } issues ? $" for {string.Join(", ", issues)}" : "";
        var text = tried.Text is { } said ? $": {SafeText.Short(ToolText.Readable(said), LongestResult)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Safe(step.By)}, entry {step.Entry}: {what}{on}{text}");
    }

    private static string Arguments(TriedStep step) =>
        step.Arguments?.ToString() is { } arguments && arguments != "{}" ? $"({SafeText.Short(ToolText.Readable(arguments), LongestArguments)})" : "";

    private static IEnumerable<string> Before(int? count, string kind) => count is { } earlier ? [$"{Words.Count(earlier, $"earlier {kind}")} left out"] : [];

    private static IEnumerable<string> Limits(Constraint limits)
    {
        if (limits.Deadline is { } deadline)
            yield return $"until {deadline.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
        if (limits.LastTurn is { } last)
            yield return string.Create(CultureInfo.InvariantCulture, $"until the customer's message {last}");
        if (limits.Permissions is { } permissions)
            yield return $"permissions: {Names(permissions.Select(permission => permission.ToString()))}";
        if (limits.Tools is { } tools)
            yield return $"tools: {Names(tools)}";
        if (limits.Clearance is { } clearance)
            yield return $"clearance: {Words.Of(clearance)}";
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } listed ? Safe(listed) : "none";

    private static string Kept(BriefedHistory history) => history.SummaryTo is { } to
        ? string.Create(CultureInfo.InvariantCulture, $"entries {to + 1} to {history.To} verbatim, {history.From} to {to} summarised: {Why(history.Reason)}")
        : string.Create(CultureInfo.InvariantCulture, $"entries {history.From} to {history.To} verbatim: {Why(history.Reason)}");

    private static string Why(HistoryReason reason) => reason switch
    {
        HistoryReason.Short => "short enough",
        HistoryReason.Dense => "dense with facts, and fits",
        HistoryReason.Policy => "as the policy says",
        HistoryReason.Sensitive => "marked sensitive",
        HistoryReason.People => "people read everything",
        HistoryReason.Chatty => "long, with few facts",
        HistoryReason.Window => "too long for the receiver's context window",
        _ => "nothing else fits",
    };

    private static string Figures(BriefedHistory history)
    {
        var budget = history.Budget is { } tokens ? string.Create(CultureInfo.InvariantCulture, $", budget {tokens:N0}") : "";
        return budget + (history.Density is { } density ? string.Create(CultureInfo.InvariantCulture, $"; {density} facts and tool results per 100 tokens") : "");
    }

    private static void Rows(Screen screen, string name, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Row(screen, name, text);
            name = "";
        }
    }

    private static void Row(Screen screen, string name, string text) => screen.Field(name, text);

    private static string Safe(string text) => SafeText.OneLine(text);
}
