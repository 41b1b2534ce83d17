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
        var isWhole = isSensitive || policy.Mode == HistoryMode.Verbatim;
        var room = RoomOf(policy, receiver.Window, receiver.Overhead);
        var budget = isWhole ? room : Within(room, policy);
        if (atMost <= Math.Min(policy.ShortTokens, budget))
            return new BriefedHistory
            {
                Mode = HistoryMode.Verbatim,
                To = to,
                Reason = isSensitive ? HistoryReason.Sensitive : HistoryReason.Short,
                TokensAtMost = atMost,
            };

        if (receiver.CountedOverhead is { } counted)
            room = RoomOf(policy, receiver.Window, counted());
        budget = isWhole ? room : Within(room, policy);
        // No reader reads more of one text at once. What may not be summarised is read in smaller parts where it does not fit.
        var longest = Math.Max(Excerpt.Least, receiver.Window / Excerpt.ShareOfWindow);
        var tokens = transcript.TokensBetween(0, to, longest);
        for (; isWhole && tokens > budget && longest > Excerpt.Least; tokens = transcript.TokensBetween(0, to, longest))
            longest = Math.Max(Excerpt.Least, longest / 2);
        var fits = tokens <= budget;
        var density = Math.Round(100.0 * transcript.FactsUpTo(to) / Math.Max(tokens, 1), 2);
        HistoryReason? verbatim =
            isSensitive ? HistoryReason.Sensitive
            : policy.Mode == HistoryMode.Verbatim ? HistoryReason.Policy
            : tokens <= policy.ShortTokens ? HistoryReason.Short
            : policy.Mode == HistoryMode.Auto && density >= policy.DenseFacts ? HistoryReason.Dense
            : null;
        if (verbatim is { } reason && fits)
            return Decided(HistoryMode.Verbatim, reason, summary: null);
        if (isWhole)
            return Decided(HistoryMode.Verbatim, HistoryReason.TooLong, summary: null);
        if (SummaryFit.For(transcript, receiver.Access, policy, budget, to, longest, isOver: false) is not { } summary)
            return Decided(HistoryMode.Verbatim, tokens <= room ? HistoryReason.Short : HistoryReason.TooLong, summary: null);
        return Decided(
            HistoryMode.Summary,
            summary.Length > room ? HistoryReason.TooLong
                : fits ? HistoryReason.Chatty
                : HistoryReason.Window,
            summary
        );

        BriefedHistory Decided(HistoryMode mode, HistoryReason why, SummaryFit? summary) =>
            new()
            {
                Mode = mode,
                SummaryTo = summary?.To,
                SummaryTokens = summary?.Tokens,
                SummarySegments = summary?.Segments,
                To = to,
                Reason = why,
                Tokens = tokens,
                Budget = budget,
                Density = density,
            };
    }

    /// <summary>How many tokens a history that may be summarised may have.</summary>
    public static int BudgetOf(HistoryPolicy policy, int window, int overhead) => Within(RoomOf(policy, window, overhead), policy);

    /// <summary>How many tokens of a context window the history may take.</summary>
    public static int RoomOf(HistoryPolicy policy, int window, int overhead) =>
        Math.Max(0, (int)(((window * (1 - policy.Room)) - overhead) / policy.Margin));

    private static int Within(int room, HistoryPolicy policy) => Math.Min(room, Math.Max(policy.MostTokens, policy.ShortTokens));
}
