using System.Globalization;
using System.Text;
using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Issues;
using Baton.Teams.Clearances;
using Baton.Teams.Markers;

namespace Baton.States.Views;

/// <content>
/// This part writes briefings. Each item is one line, so that no text in it can pass for a heading or for another item.
/// </content>
internal static partial class ViewText
{
    // The most items of a kind that are listed. The briefing says how many earlier ones it leaves out.
    private const int MostItems = 12;
    private const int LongestArguments = 200;

    // The tokens around a step's arguments or a note: names, the outcome and the entry's number.
    private const int StepFrame = 24;

    /// <summary>The briefing as its receiver reads it.</summary>
    /// <param name="text">Where it is written.</param>
    /// <param name="handoff">The handoff.</param>
    /// <param name="ledger">The ledger. Titles never change, so an old briefing stays the same.</param>
    /// <param name="receiver">How the receiver reads it.</param>
    public static void AddBriefing(StringBuilder text, HandedOff handoff, Ledger ledger, BriefingReader receiver)
    {
        var (reader, turn) = (receiver.Access, receiver.Turn);
        var briefing = handoff.Briefing;
        text.Append("<baton:briefing from=\"").Append(Attribute(handoff.From));
        // Nothing depends on whether an agent asked for it or the next issue was due: those are the ordinary ones.
        if (handoff.Trigger is not (HandoffTrigger.Routed or HandoffTrigger.Continued))
            text.Append("\" trigger=\"").Append(TriggerName(handoff));
        if (handoff.Category is { } category)
            text.Append("\" category=\"").Append(Attribute(Line(category, reader)));
        if (handoff.Confidence is { } confidence)
            text.Append("\" confidence=\"").Append(CultureInfo.InvariantCulture, $"{confidence:0.##}");
        text.Append("\">");
        AddIssues(text, briefing, ledger, reader);
        if (briefing.Task is { } task)
        {
            if (task.Tried is { Count: > 0 } || task.TriedBefore > 0)
                List(text, "Tried:", Tried(task, handoff, reader, receiver.ReadFrom));
            if (receiver.WithNotes && (task.Notes is { Count: > 0 } || task.NotesBefore > 0))
                List(text, "Notes:", Notes(task, reader));
        }

        if (briefing.Drafts is { } drafts)
            AddDrafts(text, drafts, handoff, receiver);
        if (turn is not null)
            AddOthers(text, handoff, ledger, reader);
        if (briefing.Constraints is { } limits)
            List(text, "Limits:", Limits(limits, reader, turn));
        text.Append("\n</baton:briefing>");
    }

    private static void AddDrafts(StringBuilder text, IReadOnlyList<DraftReply> drafts, HandedOff handoff, BriefingReader receiver) =>
        List(
            text,
            "Drafts that were held back (the customer has not read them):",
            drafts.Where(draft => draft.By != handoff.To).Select(draft => Draft(draft, receiver.Access, receiver.TextOf))
        );

    private static void AddIssues(StringBuilder text, Briefing briefing, Ledger ledger, ReaderAccess reader)
    {
        var summary = Line(briefing.Summary, reader);
        if (briefing.Issues is [var only] && Line(ledger.Find(only)?.Title ?? "", reader) is var alone && Says(summary, alone))
        {
            AddIssue(text, only, summary, isFirst: true);
            return;
        }

        var titles = new string[briefing.Issues.Count];
        var isSaid = false;
        for (var index = 0; index < titles.Length; index++)
        {
            titles[index] = Line(ledger.Find(briefing.Issues[index])?.Title ?? "", reader);
            isSaid |= Says(titles[index], summary);
        }

        if (!isSaid)
            text.Append('\n').Append(summary);
        for (var index = 0; index < titles.Length; index++)
            AddIssue(text, briefing.Issues[index], titles[index], isFirst: index == 0);
    }

    private static void AddIssue(StringBuilder text, IssueId issue, string title, bool isFirst) =>
        text.Append(isFirst ? "\nYours:\n- " : "\n- ").Append(CultureInfo.InvariantCulture, $"#{issue.Value} ").Append(title);

    // Whether a text has all words of another, which then need not be said.
    private static bool Says(string text, string words)
    {
        foreach (var range in words.AsSpan().Split(' '))
        {
            if (!HasWord(text, words.AsSpan()[range].Trim(".,;:!?")))
                return false;
        }

        return true;
    }

    private static bool HasWord(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        while (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var place)
        {
            var rest = text[(place + word.Length)..];
            if ((place == 0 || !char.IsLetterOrDigit(text[place - 1])) && (rest.IsEmpty || !char.IsLetterOrDigit(rest[0])))
                return true;
            text = text[(place + 1)..];
        }

        return word.IsEmpty;
    }

    // As they were at the handoff: later changes must not change what the receiver has read.
    private static void AddOthers(StringBuilder text, HandedOff handoff, Ledger ledger, ReaderAccess reader)
    {
        var isFirst = true;
        if (handoff.Briefing.Task is not { } task)
        {
            foreach (var issue in ledger.Unended)
                isFirst &= !AddOther(text, isFirst, handoff.To, issue.Id, (issue.Title, issue.Owner, issue.Status), reader);
            return;
        }

        for (var index = 0; index < task.Remaining?.Count; index++)
        {
            var issue = task.Remaining[index];
            isFirst &= !AddOther(text, isFirst, handoff.To, issue.Issue, (issue.Title, issue.Owner, issue.Status), reader);
        }
    }

    private static bool AddOther(
        StringBuilder text,
        bool isFirst,
        string receiver,
        IssueId issue,
        (string Title, string Owner, IssueStatus Status) other,
        ReaderAccess reader
    )
    {
        if (other.Owner == receiver)
            return false;
        text.Append(isFirst ? "\nOthers:\n- " : "\n- ")
            .Append(CultureInfo.InvariantCulture, $"#{issue.Value} ")
            .Append(Line(other.Title, reader))
            .Append(" (")
            .Append(Escape(other.Owner))
            .Append(other.Status == IssueStatus.Open ? "" : $", {StatusWords(other.Status)}")
            .Append(')');
        return true;
    }

    /// <summary>The notes of a briefing of an earlier turn, while its receiver still holds the baton; empty if it has none.</summary>
    public static string NotesOf(HandedOff handoff, ReaderAccess reader)
    {
        var text = new StringBuilder();
        if (handoff.Briefing.Task is { } task)
            List(text, "Notes of your briefing:", Notes(task, reader));
        return text.Length == 0 ? "" : $"<baton:note>{text}\n</baton:note>";
    }

    private static List<string> Notes(TaskContext task, ReaderAccess reader) =>
        Capped([.. (task.Notes ?? []).Select(note => $"{Escape(note.By)}: {Line(note.Text, reader)}")], task.NotesBefore, "note");

    /// <summary>The tokens that a task adds to a briefing, at most. Steps that the reader sees in its view are counted too.</summary>
    public static int TokensOf(TaskContext task, Func<string, int> countTokens) =>
        task.Tried is null && task.Notes is null ? 0 : CountedTokensOf(task, countTokens);

    private static int CountedTokensOf(TaskContext task, Func<string, int> countTokens) =>
        (task.Tried ?? [])
            .TakeLast(MostItems)
            .Sum(step => StepFrame + (step.Arguments?.ToString() is { Length: <= LongestArguments } arguments ? countTokens(arguments) : 0))
        + (task.Notes ?? []).TakeLast(MostItems).Sum(note => StepFrame + countTokens(note.Text));

    private static void List(StringBuilder text, string heading, IEnumerable<string> items)
    {
        var isFirst = true;
        foreach (var item in items)
        {
            if (isFirst)
                text.Append('\n').Append(heading);
            text.Append("\n- ").Append(item);
            isFirst = false;
        }
    }

    private static List<string> Tried(TaskContext task, HandedOff handoff, ReaderAccess reader, long readFrom) =>
        Capped(
            [.. (task.Tried ?? []).Where(step => IsNews(step, handoff, readFrom)).Select(step => Step(step, reader))],
            task.TriedBefore,
            "step"
        );

    // In the same turn the reader sees calls, results and answers, but not the refused calls of others nor their handoffs.
    private static bool IsNews(TriedStep step, HandedOff handoff, long readFrom) =>
        step.Entry < readFrom
        || (step.Outcome == ToolOutcome.Refused && step.By != handoff.To)
        || (step.What == TriedAction.HandedOn && step.By != handoff.From && step.By != handoff.To);

    private static string Step(TriedStep step, ReaderAccess reader)
    {
        var what = step.What switch
        {
            TriedAction.Called => $"called {Line(step.Tool ?? "", reader)}({Arguments(step, reader)}): {Name(step.Outcome)}",
            TriedAction.Asked => "asked the customer",
            TriedAction.Answered => "answered the customer",
            _ => "handed it over",
        };
        var on = step.Issues is { } issues ? $" ({string.Join(", ", issues)})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Escape(step.By)} {what}{on}, entry {step.Entry}");
    }

    // Long arguments are left out, not shortened: half a secret would not be masked.
    private static string Arguments(TriedStep step, ReaderAccess reader)
    {
        if (step.Arguments is not { } arguments)
            return "…";
        var text = Escape(reader.Arguments(step.Tool ?? "", arguments).ToString());
        return text == "{}" ? ""
            : text.Length <= LongestArguments ? text
            : "…";
    }

    private static IEnumerable<string> Limits(Constraint limits, ReaderAccess reader, int? turn)
    {
        if (limits.Deadline is { } deadline)
            yield return $"Time: until {deadline.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
        if (limits.LastTurn is { } last)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Turns: up to the customer's message {last}{(turn is { } now ? $"; this is message {now}" : "")}"
            );
        if (limits.Permissions is { } permissions)
            yield return $"Permissions at most: {Names(permissions.Select(permission => Escape(permission.ToString())))}";
        if (limits.Tools is { } tools)
            yield return $"Tools at most: {Names(tools.Select(tool => Line(tool, reader)))}";
        if (limits.Clearance is { } clearance)
            yield return $"Clearance at most: {clearance.ToString().ToLowerInvariant()}";
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } listed ? listed : "none";

    private static string Draft(DraftReply draft, ReaderAccess reader, Func<long, string?> textOf)
    {
        var sure = draft.Confidence is { } confidence
            ? string.Create(CultureInfo.InvariantCulture, $", with confidence {confidence:0.##}")
            : "";
        return $"by {Escape(draft.By)}{sure}, entry {draft.Of}: {Line(textOf(draft.Of)?.Trim() ?? "", reader)}";
    }

    private static List<string> Capped(List<string> items, int? before, string kind)
    {
        var left = (before ?? 0) + Math.Max(0, items.Count - MostItems);
        if (items.Count > MostItems)
            items.RemoveRange(0, items.Count - MostItems);
        if (left > 0)
            items.Insert(0, string.Create(CultureInfo.InvariantCulture, $"({left} earlier {kind}{(left == 1 ? "" : "s")} left out)"));
        return items;
    }

    private static string Line(string text, ReaderAccess reader) => Escape(OneLine.Of(reader.Text(text)));

    private static string Name(ToolOutcome? outcome) =>
        outcome switch
        {
            ToolOutcome.TimedOut => "timed out",
            ToolOutcome.Unknown => "it is unknown whether it took effect",
            { } known => known.ToString().ToLowerInvariant(),
            null => "",
        };

    private static string TriggerName(HandedOff handoff) =>
        handoff.Trigger switch
        {
            HandoffTrigger.FellBack => "fell_back",
            HandoffTrigger.Routed => "routed",
            HandoffTrigger.Continued => "continued",
            HandoffTrigger.Returned => "returned",
            var trigger => trigger.ToString().ToLowerInvariant(),
        };

    private static string StatusWords(IssueStatus status) =>
        status switch
        {
            IssueStatus.Open => "open",
            IssueStatus.InProgress => "in progress",
            IssueStatus.WaitingOnCustomer => "waiting on the customer",
            _ => status.ToString().ToLowerInvariant(),
        };
}
