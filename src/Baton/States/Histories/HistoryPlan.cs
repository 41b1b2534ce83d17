using Baton.Journals.Handoffs;
using Baton.Teams.Histories;

namespace Baton.States.Histories;

/// <summary>Decides how a receiver reads the history: word for word, or a summary with a tail. Pure.</summary>
internal static class HistoryPlan
{
    /// <summary>Decides for a handoff.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="to">The last entry of the history.</param>
    /// <param name="receiver">Who reads it.</param>
    public static BriefedHistory For(Transcript transcript, long to, HistoryReceiver receiver)
    {
        var (policy, isSensitive) = (receiver.Policy, receiver.IsSensitive);
        var atMost = transcript.BytesUpTo(to);
        var budget = BudgetOf(policy, receiver.Window, receiver.Overhead);
        if (atMost <= Math.Min(policy.ShortTokens, budget))
            return new BriefedHistory
            {
                Mode = HistoryMode.Verbatim,
                To = to,
                Reason = isSensitive ? HistoryReason.Sensitive : HistoryReason.Short,
                TokensAtMost = atMost,
            };

        if (receiver.CountedOverhead is { } counted)
            budget = BudgetOf(policy, receiver.Window, counted());
        var tokens = transcript.TokensBetween(0, to);
        var fits = tokens <= budget;
        var density = Math.Round(100.0 * transcript.FactsUpTo(to) / Math.Max(tokens, 1), 2);
        HistoryReason? verbatim =
            isSensitive ? HistoryReason.Sensitive
            : policy.Mode == HistoryMode.Verbatim ? HistoryReason.Policy
            : tokens <= policy.ShortTokens ? HistoryReason.Short
            : policy.Mode == HistoryMode.Auto && density >= policy.DenseFacts ? HistoryReason.Dense
            : null;
        if (verbatim is { } reason && fits)
            return Decided(HistoryMode.Verbatim, reason, summaryTo: null);
        if (isSensitive || policy.Mode == HistoryMode.Verbatim)
            return Decided(HistoryMode.Verbatim, HistoryReason.TooLong, summaryTo: null);
        var end = EndOfSummary(transcript, policy, budget, to);
        if (end == 0)
            return Decided(HistoryMode.Verbatim, fits ? HistoryReason.Short : HistoryReason.TooLong, summaryTo: null);
        var (room, length) = Sized(end);
        // All facts are in the summary, however long they are. If summary and tail are too long together, the tail is shortened to the last
        // turn.
        if (
            length > budget
            && transcript.EndBeforeTail(0, 1, to) is var last
            && last > end
            && Sized(last) is var sized
            && sized.Length <= budget
        )
            (end, room, length) = (last, sized.Room, sized.Length);
        return Decided(
            HistoryMode.Summary,
            length > budget ? HistoryReason.TooLong
                : fits ? HistoryReason.Chatty
                : HistoryReason.Window,
            end,
            room
        );

        (int Room, int Length) Sized(long summaryTo)
        {
            var given = SummaryTokensOf(transcript, summaryTo, policy, budget);
            return (
                given,
                transcript.For(receiver.Access).SummaryUpTo(summaryTo, given, to).Tokens + transcript.TokensBetween(summaryTo, to)
            );
        }

        BriefedHistory Decided(HistoryMode mode, HistoryReason why, long? summaryTo, int? summaryTokens = null) =>
            new()
            {
                Mode = mode,
                SummaryTo = summaryTo,
                SummaryTokens = summaryTokens,
                To = to,
                Reason = why,
                Tokens = tokens,
                Budget = budget,
                Density = density,
            };
    }

    /// <summary>How many tokens of a context window the history may take.</summary>
    public static int BudgetOf(HistoryPolicy policy, int window, int overhead) =>
        Math.Max(0, (int)(((window * (1 - policy.Room)) - overhead) / policy.Margin));

    /// <summary>The last entry that a summary stands for; 0 for none. Summary, tail and step together fit the budget.</summary>
    public static long EndOfSummary(Transcript transcript, HistoryPolicy policy, int budget, long to) =>
        transcript.EndBeforeTail(Math.Min(policy.TailTokens, budget / 4), Math.Max(1, budget / 8), to);

    /// <summary>
    /// How many tokens a summary of everything up to an entry may have. Later entries do not change it, so the summary stays the same while
    /// the tail grows.
    /// </summary>
    public static int SummaryTokensOf(Transcript transcript, long end, HistoryPolicy policy, int budget) =>
        (int)Math.Min(transcript.TokensBetween(0, end) * policy.SummaryShare, budget / 2.0);
}
