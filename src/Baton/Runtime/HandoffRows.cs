using System.Globalization;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Texts.Readable;

namespace Baton.Runtime;

/// <summary>A handoff in rows of a name and a text for people.</summary>
internal static class HandoffRows
{
    private const int LongestResult = 160;
    private const int LongestArguments = 80;

    public static IReadOnlyList<(string Name, string Text)> Of(HandoffReport report)
    {
        var handoff = report.Handoff;
        var briefing = handoff.Briefing;
        var rows = new List<(string Name, string Text)>();
        Add("why", EntryWords.Of(handoff.Trigger) + (handoff.Category is { } category ? $", {category}" : ""));
        Add("decided by", DecidedBy(handoff));
        AddAll("not chosen", (briefing.Classification?.Alternatives ?? []).Select(other => other.To + Sure(other.Confidence)));
        if (briefing.Classification?.SecondOpinion is { } second)
            Add("router says", second.To + Sure(second.Confidence));
        Add("summary", briefing.Summary);
        Add("issues", string.Join(", ", briefing.Issues));
        AddAll("tried", Before(briefing.Task?.TriedBefore, "step").Concat(report.Tried.Select(Tried)));
        AddAll(
            "remaining",
            (briefing.Task?.Remaining ?? []).Select(issue => $"{issue.Issue} {issue.Title} ({issue.Owner}, {EntryWords.Of(issue.Status)})")
        );
        AddAll(
            "notes",
            Before(briefing.Task?.NotesBefore, "note").Concat((briefing.Task?.Notes ?? []).Select(note => $"{note.By}: {note.Text}"))
        );
        AddAll("limits", Limits(briefing.Constraints ?? Constraint.None));
        Add("history", Kept(briefing.History));
        Add(
            "tokens",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.TokensBefore:N0} before, {report.TokensAfter:N0} after{Figures(briefing.History)}"
            )
        );
        return rows;

        void Add(string name, string text) => rows.Add((name, text));

        void AddAll(string name, IEnumerable<string> texts) => rows.AddRange(texts.Select(text => (name, text)));
    }

    private static string DecidedBy(HandedOff handoff)
    {
        if (handoff.Briefing.Classification is not { } classification)
            return handoff.Trigger == HandoffTrigger.Continued ? "the order of the open issues" : handoff.From + Sure(handoff.Confidence);
        var (participant, model, rule) = (
            classification.DecidedBy.Participant,
            classification.DecidedBy.Model,
            classification.DecidedBy.Rule
        );
        if (classification.DecidedBy.Router is { } router)
            participant = $"the router {router} instead of {participant}";
        var chosen = participant is null
            ? ""
            : $"{participant}{(model is null ? "" : $" ({EntryWords.Model(model)})")}{Sure(classification.Confidence)}";
        return rule is null ? chosen
            // For these rules, whoever chose the receiver earlier had no part in the decision.
            : participant is null || rule is HandoffRule.NoAgentCanGoOn or HandoffRule.HistoryTooLong or HandoffRule.HandedBack ? Rule(rule)
            : $"{Rule(rule)}; chosen by {chosen}";
    }

    private static string Rule(string rule) =>
        rule switch
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
            _ => rule.Replace('_', ' '),
        };

    private static string Sure(double? confidence) => confidence is { } sure ? $", {EntryWords.Confidence(sure)}" : "";

    private static string Tried(TriedReport tried)
    {
        var step = tried.Step;
        var what = step.What switch
        {
            TriedAction.Called => $"{step.Tool}{Arguments(step)} {(step.Outcome is { } outcome ? EntryWords.Of(outcome) : "")}",
            TriedAction.Asked => "asked the customer",
            TriedAction.Answered => "answered the customer",
            _ => "handed over",
        };
        var on = step.Issues is { } issues ? $" for {string.Join(", ", issues)}" : "";
        var text = tried.Text is { } said ? $": {EntryWords.Short(ReadableJson.Of(said), LongestResult)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{step.By}, entry {step.Entry}: {what}{on}{text}");
    }

    private static string Arguments(TriedStep step) =>
        step.Arguments?.ToString() is { } arguments && arguments != "{}"
            ? $"({EntryWords.Short(ReadableJson.Of(arguments), LongestArguments)})"
            : "";

    private static IEnumerable<string> Before(int? count, string kind) =>
        count is { } earlier
            ? [string.Create(CultureInfo.InvariantCulture, $"{earlier:N0} earlier {kind}{(earlier == 1 ? "" : "s")} left out")]
            : [];

    private static IEnumerable<string> Limits(Constraint limits)
    {
        if (limits.Deadline is { } deadline)
            yield return $"until {EntryWords.Time(deadline)}";
        if (limits.LastTurn is { } last)
            yield return string.Create(CultureInfo.InvariantCulture, $"until the customer's message {last}");
        if (limits.Permissions is { } permissions)
            yield return $"permissions: {Names(permissions.Select(permission => permission.ToString()))}";
        if (limits.Tools is { } tools)
            yield return $"tools: {Names(tools)}";
        if (limits.Clearance is { } clearance)
            yield return $"clearance: {EntryWords.Of(clearance)}";
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } listed ? listed : "none";

    private static string Kept(BriefedHistory history)
    {
        if (history.SummaryTo is not { } to)
            return string.Create(CultureInfo.InvariantCulture, $"entries {history.From} to {history.To} verbatim: {Why(history.Reason)}");
        var left = history.SummarySegments?.LeftBehind is { } ranges ? $", {EntryRange.Listed(ranges)} left behind" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"entries {to + 1} to {history.To} verbatim, {history.From} to {to} summarised{left}: {Why(history.Reason)}"
        );
    }

    private static string Why(HistoryReason reason) =>
        reason switch
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
        return budget
            + (
                history.Density is { } density
                    ? string.Create(CultureInfo.InvariantCulture, $"; {density} facts and tool results per 100 tokens")
                    : ""
            );
    }
}
