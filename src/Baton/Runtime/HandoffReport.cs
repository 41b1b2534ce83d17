using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Histories;

namespace Baton.Runtime;

/// <summary>A handoff with what its receiver read, for people who inspect it.</summary>
public sealed record HandoffReport
{
    /// <summary>The handoff.</summary>
    public required HandedOff Handoff { get; init; }

    /// <summary>The tokens of everything said before it.</summary>
    public required int TokensBefore { get; init; }

    /// <summary>The tokens of the part of it that the receiver read, summary included.</summary>
    public required int TokensAfter { get; init; }

    /// <summary>The summary, before any masking; null if the receiver read everything word for word.</summary>
    public string? Summary { get; init; }

    /// <summary>The last entry that the summary stands for, from the first on; null if there is no summary.</summary>
    public long? SummaryTo { get; init; }

    /// <summary>
    /// Why the conversation moved, who decided it, and what the briefing kept and left out: rows of a name and a text for people. A name
    /// with several texts comes once for each, in a row. Words of customers, models and tools are in the texts as they are.
    /// </summary>
    public IReadOnlyList<(string Name, string Text)> Rows => HandoffRows.Of(this);

    /// <summary>
    /// What was tried on the issues handed over, with the results. A briefing of version 1 does not contain it; then these are all tools
    /// that ran since the customer's message.
    /// </summary>
    internal IReadOnlyList<TriedReport> Tried { get; init; } = [];

    /// <summary>Reports every handoff of a conversation.</summary>
    /// <param name="entries">The conversation's entries, from the first.</param>
    /// <param name="countTokens">What the runtime counts tokens with (<see cref="RuntimeOptions.CountTokens"/>), so that summaries read as
    /// they were read. Default: the estimate.</param>
    public static IReadOnlyList<HandoffReport> Of(IReadOnlyList<JournalEntry> entries, Func<string, int>? countTokens = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var transcript = new Transcript(countTokens).Read(entries);
        var reports = new List<HandoffReport>();
        var tried = new List<ToolCallEnded>();
        foreach (var entry in entries)
        {
            if (entry is MessageReceived)
                tried = [];
            else if (entry is ToolCallEnded ended)
                tried.Add(ended);
            else if (entry is HandedOff handed)
                reports.Add(Of(handed, transcript, handed.Briefing.Task is { } task ? Read(task, entries) : tried.ConvertAll(Read)));
        }

        return reports;
    }

    private static List<TriedReport> Read(TaskContext task, IReadOnlyList<JournalEntry> entries) =>
        [.. (task.Tried ?? []).Select(step => new TriedReport { Step = step, Text = TextOf(entries, step) })];

    private static TriedReport Read(ToolCallEnded ended) =>
        new()
        {
            Step = new TriedStep
            {
                By = ended.Participant,
                What = TriedAction.Called,
                Tool = ended.Tool,
                Outcome = ended.Outcome,
                Entry = ended.Seq,
            },
            Text = ended.Result,
        };

    private static string? TextOf(IReadOnlyList<JournalEntry> entries, TriedStep step) =>
        step.Entry > entries.Count
            ? null
            : entries[(int)step.Entry - 1] switch
            {
                ToolCallEnded ended => ended.Result,
                ModelCallEnded ended => ended.Text,
                Replied replied => replied.Text,
                IssueChanged changed => changed.Outcome ?? changed.Reason,
                _ => null,
            };

    private static HandoffReport Of(HandedOff handed, Transcript transcript, List<TriedReport> tried)
    {
        var history = handed.Briefing.History;
        var before = transcript.TokensBetween(0, history.To);
        var summary = history is { SummaryTo: { } to, SummaryTokens: { } tokens }
            ? transcript.Unmasked.SummaryUpTo(to, tokens, history.To, history.SummarySegments)
            : null;
        return new HandoffReport
        {
            Handoff = handed,
            TokensBefore = before,
            TokensAfter = summary is null ? before : summary.Tokens + transcript.TokensBetween(history.SummaryTo!.Value, history.To),
            Summary = summary?.Text,
            SummaryTo = summary is null ? null : history.SummaryTo,
            Tried = tried,
        };
    }
}
