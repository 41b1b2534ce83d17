using Microsoft.Extensions.AI;

namespace Baton.Providers.Offline;

/// <summary>What a conversation asks of the agent now.</summary>
internal sealed record Reading
{
    /// <summary>The issues that the last briefing gave, when it is still to be worked on.</summary>
    public IReadOnlyList<BriefedIssue> Issues { get; init; } = [];

    /// <summary>Who handed over, when a briefing is to be worked on.</summary>
    public string? From { get; init; }

    /// <summary>What colleagues reported, when one answer is to be written from it.</summary>
    public IReadOnlyList<DelegatedReport> Reports { get; init; } = [];

    /// <summary>What the customer wrote since: to be worked on beside the issues, or alone when there are none.</summary>
    public string NewText { get; init; } = "";

    /// <summary>Whatever the customer wrote about it, for values that a title leaves out.</summary>
    public string AllText { get; init; } = "";

    /// <summary>Where the messages before this text end: the customer may be answering a question that stands there.</summary>
    public int PreviousEnd { get; init; }

    /// <summary>The messages from the text on: this agent's calls and their results.</summary>
    public IReadOnlyList<ChatMessage> Since { get; init; } = [];

    /// <summary>What the runtime found wrong with the replies so far.</summary>
    public IReadOnlyList<string> Corrections { get; init; } = [];

    /// <summary>Whether one of the replies that were found wrong was mere text.</summary>
    public bool TextRefused { get; init; }
}

/// <summary>
/// Finds in a conversation what the agent has to work on, as a model would: the last briefing or the customer's last words.
/// </summary>
internal static class ConversationReader
{
    public static Reading Read(IReadOnlyList<ChatMessage> messages, int end)
    {
        var last = end - 1;
        while (last >= 0 && !(messages[last].Role == ChatRole.User && Stretches(messages[last]).Any(IsWork)))
            last--;
        if (last < 0)
            return new();

        var stretches = Stretches(messages[last]);
        if (stretches.Exists(stretch => stretch.Kind == StretchKind.Report))
            return Reported(messages, stretches, last, end);
        var briefingAt = stretches.FindLastIndex(stretch => stretch.Kind == StretchKind.Briefing);
        var newText = CustomerText(stretches.Skip(briefingAt + 1));
        var briefing = briefingAt < 0 ? null : stretches[briefingAt];
        var before = CustomerText(stretches.Take(Math.Max(briefingAt, 0)));

        var start = last;
        for (var i = last - 1; i >= 0 && !IsLettingGo(messages[i]); i--)
        {
            if (messages[i].Role != ChatRole.User)
                continue;
            var earlier = Stretches(messages[i]);
            briefingAt = briefing is null ? earlier.FindLastIndex(stretch => stretch.Kind == StretchKind.Briefing) : earlier.Count;
            if (briefing is not null && before.Length == 0)
                before = CustomerText(earlier);
            else if (briefing is null && briefingAt >= 0)
            {
                briefing = earlier[briefingAt];
                newText = Join(CustomerText(earlier.Skip(briefingAt + 1)), newText);
                before = CustomerText(earlier.Take(briefingAt));
                start = i;
            }
            else if (briefing is null && i == start - 1 && earlier.TrueForAll(stretch => stretch.Kind == StretchKind.Customer))
            {
                newText = Join(CustomerText(earlier), newText);
                start = i;
            }
        }

        var (summary, issues) = briefing is null ? ("", []) : BriefedIssue.Read(briefing.Text);
        if (briefing is not null && issues.Count == 0 && newText.Length == 0)
            newText = before.Length > 0 ? before : summary;
        return new()
        {
            Issues = issues,
            From = briefing?.Attribute("from"),
            NewText = newText,
            AllText = Join(before, newText),
            PreviousEnd = start,
            Since = [.. messages.Skip(start).Take(end - start)],
            Corrections = [.. CorrectionsAfter(messages, last, end)],
            TextRefused = messages.Skip(last + 1).Take(end - last - 1).Any(IsReply),
        };
    }

    // The reports deal with what was there when they were requested, but not with what the customer wrote since.
    private static Reading Reported(IReadOnlyList<ChatMessage> messages, List<Stretch> stretches, int last, int end)
    {
        var newText = CustomerText(stretches.Skip(stretches.FindLastIndex(DelegatedReport.IsAskedForIn) + 1));
        return new()
        {
            Reports = [.. stretches.Where(stretch => stretch.Kind == StretchKind.Report).Select(DelegatedReport.Read)],
            NewText = newText,
            AllText = newText,
            Since = [.. messages.Skip(last).Take(end - last)],
            Corrections = [.. CorrectionsAfter(messages, last, end)],
            TextRefused = messages.Skip(last + 1).Take(end - last - 1).Any(IsReply),
        };
    }

    /// <summary>Whether a message is a reply to the customer: the assistant's, without a tool call.</summary>
    public static bool IsReply(ChatMessage message) =>
        message.Role == ChatRole.Assistant && !message.Contents.OfType<FunctionCallContent>().Any();

    private static bool IsLettingGo(ChatMessage message) =>
        IsReply(message)
        || (message.Role == ChatRole.Assistant && message.Contents.OfType<FunctionCallContent>().Any(Transfers.IsTransfer));

    private static IEnumerable<string> CorrectionsAfter(IReadOnlyList<ChatMessage> messages, int last, int end)
    {
        // A note is about this agent's work if it follows that work, or if it names the transfers that exist.
        var notes = Stretches(messages[last]).AsEnumerable().Reverse().TakeWhile(stretch => stretch.Kind == StretchKind.Note).Reverse();
        foreach (var note in notes)
        {
            if (note.Text.Contains(Transfers.Prefix, StringComparison.Ordinal))
                yield return note.Text;
        }

        var acted = false;
        for (var i = last + 1; i < end; i++)
        {
            acted |= messages[i].Role == ChatRole.Assistant;
            if (messages[i].Role != ChatRole.User)
                continue;
            foreach (var note in Stretches(messages[i]))
            {
                if (acted || note.Text.Contains(Transfers.Prefix, StringComparison.Ordinal))
                    yield return note.Text;
            }
        }
    }

    private static bool IsWork(Stretch stretch) => stretch.Kind is StretchKind.Customer or StretchKind.Briefing or StretchKind.Report;

    private static List<Stretch> Stretches(ChatMessage message) => MarkedText.Read(message.Text);

    private static string CustomerText(IEnumerable<Stretch> stretches) =>
        string.Join('\n', stretches.Where(stretch => stretch.Kind == StretchKind.Customer).Select(stretch => stretch.Text));

    private static string Join(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first}\n{second}";
}
