using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.States.Histories;
using Baton.Teams;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;

namespace Baton.States.Views;

/// <summary>
/// What one agent's model sees of a conversation with one clearance. Finished turns are written once and shared by all later calls; only
/// the turn under way is written for each call, so the cost of a call does not grow with the past. When the history gets too long for the
/// model's window, a summary replaces its beginning, up to the end of a turn (rule 8): as a handoff decided it, or when one agent holds the
/// baton for long. Where the summary ends follows from the entries alone, so a view that grew and one that is built at once read the same.
/// </summary>
internal sealed class AgentView
{
    // A summary is fitted to the budget by the words alone. What frames them, and what follows, may take this part of the budget more
    // before the next one is written: the window has room for it, and what a model has read stays the same for longer.
    private const int Slack = 8;

    private readonly ViewReader viewer;
    private readonly HistoryPolicy policy;
    private readonly int leastBudget;
    private readonly int window;
    private int budget = -1;

    // It reads less of each text of finished turns that may not be summarised, when there are many long ones.
    private ViewReader finishedViewer;
    private ViewWriter finished;
    private int finishedEntries;
    private HandedOff? heldBy;
    private int trackedEntries;
    private LiveView? last;

    public AgentView(Team team, TeamMember member, ReaderAccess reader, string? model, int window, Func<string, int> countTokens)
    {
        finished = new ViewWriter(countTokens);
        this.window = window;
        viewer = finishedViewer = new ViewReader(
            member,
            reader,
            model,
            team,
            Math.Max(Excerpt.Least, window / Excerpt.ShareOfWindow),
            countTokens
        );
        policy = member.Agent.History ?? team.History;
        leastBudget = HistoryPlan.BudgetOf(policy, window, member.Overhead);
        finished.Add(member.SystemMessage);
    }

    /// <summary>The last entry that the summary stands for; 0 if the model reads everything word for word.</summary>
    public long SummaryTo => Summary?.To ?? 0;

    /// <summary>The summary that it begins with; null if the model reads everything word for word.</summary>
    public ViewSummary? Summary { get; private set; }

    /// <summary>Whether it has a summary or a text that is cut, so that the model needs a way to read the rest.</summary>
    public bool LeavesOut => SummaryTo > 0 || finished.HasCut || last is { Writer.HasCut: true };

    /// <summary>How many entries belong to turns that are written.</summary>
    public int FinishedEntries => finishedEntries;

    // What the whole view may have.
    private int Room => (int)(window / policy.Margin);

    // Counted only when the view is long.
    private int Budget => budget >= 0 ? budget : budget = HistoryPlan.BudgetOf(policy, window, Member.CountedOverhead(viewer.CountTokens));

    private TeamMember Member => viewer.Member;

    /// <summary>The messages to send now.</summary>
    public ModelView Messages(IReadOnlyList<JournalEntry> entries, ConversationState state, Transcript transcript)
    {
        // Once a conversation is sensitive, an earlier summary is dropped and everything is shown word for word.
        if (MayNotSummarise(state) && SummaryTo > 0)
            Restart();
        var turnBegins = state.Turn is { } turn ? (int)turn.Began - 1 : entries.Count;
        WriteFinishedTurns(entries, turnBegins, state, transcript);
        // A handoff of the turn under way may have decided a summary of the turns before it.
        if (TakeUpSummary(entries, turnBegins, entries.Count, state, transcript))
            WriteFinishedTurns(entries, turnBegins, state, transcript);

        TrackHandoff(entries, turnBegins);
        if (last is not { } known || known.Finished != finished || known.From != turnBegins || !known.TryContinue(entries, state))
            last = LiveView.Write(viewer, finished, entries, turnBegins, state, heldBy);
        var view = new ModelView(finished, last.Writer);
        // Several long texts in one turn are read in smaller parts each, rather than not at all.
        for (var less = viewer; less.Longest > Excerpt.Least && !view.FitsIn(Room); view = new ModelView(finished, last.Writer))
        {
            less = less.WithLess();
            last = LiveView.Write(less, finished, entries, turnBegins, state, heldBy);
        }

        return view;
    }

    /// <summary>Begins where another view of the same agent began, with its summary.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="before">How many entries are not in memory; at most those that the summary stands for.</param>
    /// <param name="handed">The last handoff among those.</param>
    /// <param name="transcript">What was said.</param>
    public void Resume(ViewSummary summary, int before, HandedOff? handed, Transcript transcript)
    {
        Summarise(summary.To, summary.Tokens, summary.Segments, summary.AsOf, transcript);
        trackedEntries = before;
        heldBy = handed is { Leg: null } && handed.To == Member.Agent.Name ? handed : null;
    }

    /// <summary>Writes the turns that have finished since it was read last.</summary>
    public void CatchUp(IReadOnlyList<JournalEntry> entries, ConversationState state, Transcript transcript)
    {
        WriteFinishedTurns(entries, entries.Count, state, transcript);
        TrackHandoff(entries, entries.Count);
    }

    /// <summary>Lets go of the turn that was under way.</summary>
    public void Rest() => last = null;

    // Remembers by which handoff the agent holds the baton when a turn begins.
    private void TrackHandoff(IReadOnlyList<JournalEntry> entries, int end)
    {
        for (; trackedEntries < end; trackedEntries++)
        {
            if (entries[trackedEntries] is HandedOff { Leg: null } handed)
                heldBy = handed.To == Member.Agent.Name ? handed : null;
        }
    }

    // It works turn by turn, so that a view built at once and one that grew are the same.
    private void WriteFinishedTurns(IReadOnlyList<JournalEntry> entries, int end, ConversationState state, Transcript transcript)
    {
        while (finishedEntries < end)
        {
            var to = finishedEntries + 1;
            var isOver = TurnBounds.IsEnd(entries[finishedEntries]);
            for (; to < end && !(isOver && TurnBounds.IsBeginning(entries[to])); to++)
                isOver |= TurnBounds.IsEnd(entries[to]);
            if (TakeUpSummary(entries, finishedEntries, to, state, transcript))
                continue;
            // A conversation's first turn begins behind the entry that opens it, which nobody reads.
            if (to - finishedEntries > 1 || entries[finishedEntries] is not ConversationOpened)
                new Projection(finishedViewer).Write(finished, entries, finishedEntries, to, state.Ledger);
            finishedEntries = to;
            if (MayNotSummarise(state) || policy.Mode == HistoryMode.Verbatim)
            {
                ShortenTexts();
                continue;
            }

            if (finished.AllBytes() <= leastBudget || finished.FitsIn(Budget + (Budget / Slack)))
                continue;
            if (
                SummaryFit.For(transcript, viewer.Access, policy, Budget, to, viewer.Longest, isOver: true) is { } fit
                && fit.To > SummaryTo
            )
                Summarise(fit.To, fit.Tokens, fit.Segments, asOf: to, transcript);
        }
    }

    // What may not be summarised gets half of the room at most where shorter parts of its long texts can do that. It begins anew then, as a
    // view that is built at once does at the same turn.
    private void ShortenTexts()
    {
        if (!finished.HasCut && finishedViewer.Longest <= Excerpt.Least)
            return;
        if (finishedViewer.Longest <= Excerpt.Least || finished.FitsIn(Room / 2))
            return;
        finishedViewer = finishedViewer.WithLess();
        Restart();
    }

    // Takes the summary that a handoff among these entries decided, if it reaches further than the present one.
    private bool TakeUpSummary(IReadOnlyList<JournalEntry> entries, int from, int to, ConversationState state, Transcript transcript)
    {
        if (MayNotSummarise(state))
            return false;
        var before = SummaryTo;
        for (var index = from; index < to; index++)
        {
            if (
                entries[index] is HandedOff { Briefing.History: { SummaryTo: { } summaryTo, SummaryTokens: { } tokens } history } handed
                && handed.To == Member.Agent.Name
                && summaryTo > SummaryTo
            )
                Summarise(summaryTo, tokens, history.SummarySegments, history.To, transcript);
        }

        return SummaryTo > before;
    }

    // Begins again with a summary; what comes behind it is still to be finished.
    private void Summarise(long to, int tokens, SummarySegments? segments, long asOf, Transcript transcript)
    {
        Restart();
        Summary = new ViewSummary(to, tokens, segments, asOf, SummaryFit.WrittenFrom(transcript, Budget, to));
        finished.User(ViewText.Summary(transcript.For(viewer.Access).SummaryUpTo(to, tokens, asOf, segments).Text, to));
        finishedEntries = (int)to;
    }

    private void Restart()
    {
        Summary = null;
        finished = new ViewWriter(viewer.CountTokens);
        finished.Add(Member.SystemMessage);
        finishedEntries = 0;
    }

    private bool MayNotSummarise(ConversationState state) => state.IsSensitive || Member.Agent.IsSensitive;
}
