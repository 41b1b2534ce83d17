using Baton.Journals.Handoffs;
using Baton.Teams.Histories;

namespace Baton.States.Histories;

/// <summary>A range of entries that a model is to summarise before a handoff.</summary>
/// <param name="Writer">The agent whose model writes.</param>
/// <param name="Policy">The policy that wants it.</param>
/// <param name="From">The first entry of the range.</param>
/// <param name="To">The last one.</param>
/// <param name="Tokens">How long the prose may be.</param>
internal sealed record SummaryTask(Agent Writer, HistoryPolicy Policy, long From, long To, int Tokens)
{
    private const int FewestTokens = 60;

    /// <summary>The tokens of the writer's instructions, at most.</summary>
    private const int Overhead = 300;

    /// <summary>The next range that a handoff's summary still needs; null if it needs none.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="history">How the receiver is to read it.</param>
    /// <param name="policy">The policy of the receiver.</param>
    /// <param name="receiver">The receiver.</param>
    public static SummaryTask? For(Transcript transcript, BriefedHistory history, HistoryPolicy policy, Agent receiver)
    {
        if (
            policy.Writer.For(receiver) is not { } writer
            || history is not { Mode: HistoryMode.Summary, Reason: not HistoryReason.TooLong, SummaryTo: { } end, SummaryTokens: { } room }
        )
            return null;
        // Segments that contain only their facts have no room for prose.
        var written = Math.Max(transcript.Written.End, history.SummarySegments?.FactsTo ?? 0);
        if (transcript.IndexAfter(written) >= transcript.IndexAfter(end))
            return null;
        // Prose belongs to one segment.
        var last = end;
        if (history.SummarySegments is { } segments)
        {
            for (var from = long.MaxValue; (from = transcript.SegmentUpTo(last, segments.Size).From) > written + 1; last = from - 1)
                room = segments.Tokens;
        }

        var to = transcript.EndWithin(written, HistoryPlan.RoomOf(policy, writer.ContextWindow, Overhead), last);
        // Half of a summary is for prose, the other half for facts.
        var tokens = Math.Min(transcript.TokensBetween(written, to) * policy.SummaryShare, room) / 2;
        return new SummaryTask(writer, policy, written + 1, to, Math.Max(FewestTokens, (int)tokens));
    }
}
