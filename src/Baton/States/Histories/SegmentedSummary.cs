using System.Globalization;
using System.Text;
using Baton.Journals.Handoffs;
using Baton.Teams.Histories;

namespace Baton.States.Histories;

/// <summary>Puts a summary together from the summaries of its segments, each under the entries that it stands for.</summary>
internal static class SegmentedSummary
{
    /// <summary>The tokens of a segment's heading, at most.</summary>
    public const int HeadingTokens = 16;

    private const int SentenceTokens = 40;
    private const int RangeTokens = 14;

    /// <summary>The tokens of what is said about a summary of several segments, at most.</summary>
    /// <param name="leftBehind">How many ranges it leaves behind.</param>
    public static int RemarkTokens(int leftBehind) => SentenceTokens + (leftBehind == 0 ? 0 : SentenceTokens + (leftBehind * RangeTokens));

    /// <summary>Writes the summary.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="reading">The same as the reader may read it.</param>
    /// <param name="to">The last entry that the summary stands for.</param>
    /// <param name="length">How many tokens the last segment may have.</param>
    /// <param name="asOf">The last entry that the reader knows.</param>
    /// <param name="segments">How it is put together.</param>
    public static TranscriptSummary Write(
        Transcript transcript,
        MaskedTranscript reading,
        long to,
        int length,
        long asOf,
        SummarySegments segments
    )
    {
        var parts = new Stack<(Segment Segment, TranscriptSummary Text)>();
        var left = segments.LeftBehind ?? [];
        var before = left.Count - 1;
        for (var end = to; end > 0; )
        {
            if (before >= 0 && left[before].To >= end)
            {
                end = left[before--].From - 1;
                continue;
            }

            var segment = transcript.SegmentUpTo(end, segments.Size);
            var given =
                segment.To <= segments.FactsTo ? 0
                : segment.To == to ? length
                : segments.Tokens;
            parts.Push((segment, reading.SummaryOf(segment, given, asOf, isClosed: segment.To < to)));
            end = segment.From - 1;
        }

        var text = new StringBuilder();
        if (left.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"Left behind, and not in this summary: entries {EntryRange.Listed(left)}. ")
                .Append(CultureInfo.InvariantCulture, $"{ReadHistory.ToolName} reads them and searches them.\n");
        if (parts.Count > 1)
            text.Append("Where two parts differ, the later one holds.\n");
        var tokens = RemarkTokens(left.Count);
        foreach (var (segment, summary) in parts)
        {
            if (summary.Text.Length == 0)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"\nEntries {segment.From} to {segment.To}:\n").Append(summary.Text).Append('\n');
            tokens += summary.Tokens + HeadingTokens;
        }

        return new TranscriptSummary(text.ToString().TrimEnd('\n'), tokens);
    }
}
