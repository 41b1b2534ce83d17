using Baton.Conversations.States;
using Baton.Handoffs.Histories;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Teams;

namespace Baton.Conversations.Views;

/// <summary>
/// What one agent's model sees of a conversation. Finished turns are written once and shared by every later call; only the turn under
/// way is written anew, so the cost of a call does not grow with the past. What would not fit the model's window is replaced, from the
/// beginning up to the end of a turn, by a summary (rule 8): as a handoff decided it, or when a stretch of holding the baton gets long.
/// Where the summary ends follows from the entries alone, so a view that grew and one built at once read the same.
/// </summary>
internal sealed class AgentView
{
    private readonly TeamMember member;
    private readonly string? model;
    private readonly HistoryPolicy policy;
    private readonly int budget;
    private ViewWriter settled = new();
    private int settledEntries;

    public AgentView(Team team, TeamMember member, string? model)
    {
        this.member = member;
        this.model = model;
        policy = member.Agent.History ?? team.History;
        budget = HistoryPlan.BudgetOf(policy, member.Agent.ContextWindow, member.Overhead);
        settled.Add(member.SystemMessage);
    }

    /// <summary>The last entry that a summary stands for in what the model reads; 0 when it reads everything word for word.</summary>
    public long SummaryTo { get; private set; }

    /// <summary>The messages to send now.</summary>
    public ModelView Messages(IReadOnlyList<JournalEntry> entries, ConversationState state, Transcript transcript)
    {
        var turnBegins = state.Turn is { } turn ? (int)turn.Began - 1 : entries.Count;
        Settle(entries, turnBegins, state, transcript);
        // A handoff of the turn under way may have decided a summary of the turns before it.
        if (Hear(entries, turnBegins, entries.Count, transcript))
            Settle(entries, turnBegins, state, transcript);

        var live = new ViewWriter(settled);
        new Projection(member, model, isSettled: false, state.Turns).Write(live, entries, turnBegins, entries.Count, state.Ledger);
        live.Flush();
        return new ModelView(settled, live);
    }

    // Turn by turn, so that a view built at once and one that grew read the same.
    private void Settle(IReadOnlyList<JournalEntry> entries, int end, ConversationState state, Transcript transcript)
    {
        while (settledEntries < end)
        {
            var to = settledEntries + 1;
            while (to < end && entries[to] is not MessageReceived)
                to++;
            if (Hear(entries, settledEntries, to, transcript))
                continue;
            new Projection(member, model, isSettled: true).Write(settled, entries, settledEntries, to, state.Ledger);
            settledEntries = to;
            if (state.IsSensitive || member.Agent.IsSensitive || settled.FitsIn(budget))
                continue;
            var summaryTo = HistoryPlan.EndOfSummary(transcript, policy, budget, to);
            if (summaryTo > SummaryTo)
                Summarise(summaryTo, HistoryPlan.SummaryTokensOf(transcript, summaryTo, policy, budget), transcript);
        }
    }

    // Takes up the summary that a handoff in a stretch decided, if it reaches further than the one that is read now.
    private bool Hear(IReadOnlyList<JournalEntry> entries, int from, int to, Transcript transcript)
    {
        var before = SummaryTo;
        for (var index = from; index < to; index++)
        {
            if (entries[index] is HandedOff { Briefing.History: { SummaryTo: { } summaryTo, SummaryTokens: { } tokens } } handed
                && handed.To == member.Agent.Name
                && summaryTo > SummaryTo)
                Summarise(summaryTo, tokens, transcript);
        }

        return SummaryTo > before;
    }

    // Begins again with a summary; what comes behind it is still to be settled.
    private void Summarise(long to, int tokens, Transcript transcript)
    {
        SummaryTo = to;
        settled = new ViewWriter();
        settled.Add(member.SystemMessage);
        settled.User(ViewText.Summary(member.Eyes.Text(transcript.SummaryUpTo(to, tokens).Text), to));
        settledEntries = (int)to;
    }
}
