using Baton.Journals.Handoffs;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;

namespace Baton.States.Histories;

/// <summary>
/// A summary with a verbatim tail, fitted to a budget. Only the segment behind which the tail moves on is summarised anew; what else it
/// needs of earlier ones is their size. What does not fit is left behind, the oldest first, but for the places that open issues need.
/// </summary>
/// <param name="To">The last entry that the summary stands for.</param>
/// <param name="Tokens">How many tokens its last segment may have.</param>
/// <param name="Segments">How it is put together; null for one segment.</param>
/// <param name="Length">The tokens of summary and tail together.</param>
internal sealed record SummaryFit(long To, int Tokens, SummarySegments? Segments, int Length)
{
    // The least size of segments while everything fits. An ordinary conversation is one segment, and is summarised as a whole.
    private const int LeastSizeOfWhole = 16_000;

    // The least size of segments when some are left behind, unless the budget is very small: fewer tokens say too little by themselves.
    private const int LeastSizeOfNewest = 2_000;

    // As many segments as are looked at, so that the work does not grow with the conversation.
    private const int MostSegments = 64;

    // As many places as are kept for open issues.
    private const int MostPlaces = 16;

    /// <summary>The first entry from which a summary of everything up to an entry, or of more, is written anew.</summary>
    public static long WrittenFrom(Transcript transcript, int budget, long to) =>
        Math.Min(transcript.SegmentUpTo(to, SizeOfWhole(budget)).From, transcript.SegmentUpTo(to, SizeOfNewest(budget)).From);

    /// <summary>Fits a summary; null if there is nothing to summarise.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="access">What the reader may see.</param>
    /// <param name="policy">How it wants to read.</param>
    /// <param name="budget">How many tokens the history may take.</param>
    /// <param name="to">The last entry of the history.</param>
    /// <param name="longest">How many tokens of one text it reads at once.</param>
    /// <param name="isOver">Whether the history ends with a turn that is over. It is summarised if it does not fit by itself.</param>
    public static SummaryFit? For(
        Transcript transcript,
        ReaderAccess access,
        HistoryPolicy policy,
        int budget,
        long to,
        int longest,
        bool isOver
    )
    {
        var fitting = new Fitting(transcript, transcript.For(access), policy, budget, to, longest);
        var end = transcript.EndBeforeTail(Math.Min(policy.TailTokens, budget / 4), Math.Max(1, budget / 8), to);
        if (end > 0 && fitting.Whole(end) is { } whole)
            return whole;
        // Before anything is left behind, the tail is shortened to the last turn.
        var last = transcript.EndBeforeTail(0, 1, to);
        if (last > end && fitting.Whole(last) is { } shorter)
            return shorter;
        end = end > 0 && transcript.TokensBetween(end, to, longest) <= budget / 2 ? end : Math.Max(end, last);
        if (isOver && transcript.TokensBetween(end, to, longest) > budget)
            return fitting.Whole(to) ?? fitting.Newest(to);
        return end > 0 ? fitting.Newest(end) : null;
    }

    private static int SizeOfWhole(int budget) => Math.Max(LeastSizeOfWhole, budget / 4);

    // Where segments of the whole are small beside the budget, they serve here too, and nothing has to be written again.
    private static int SizeOfNewest(int budget) =>
        SizeOfWhole(budget) <= budget / 2
            ? SizeOfWhole(budget)
            : Math.Max(1, Math.Max(Math.Min(LeastSizeOfNewest, budget / 2), budget / 4));

    private readonly struct Fitting(Transcript transcript, MaskedTranscript reading, HistoryPolicy policy, int budget, long to, int longest)
    {
        // Later entries do not change it, so a summary stays the same while the tail grows.
        private int TokensOf(int tokens) => (int)Math.Min(tokens * policy.SummaryShare, budget / 2.0);

        private int TokensOf(Segment segment) => TokensOf(transcript.TokensBetween(segment.From - 1, segment.To));

        private int LengthOf(Segment last, int tokens) =>
            reading.SummaryOf(last, tokens, to, isClosed: false).Tokens + SegmentedSummary.HeadingTokens;

        private ClosedSegments ClosedBefore(Segment last, int size) => reading.ClosedBefore(last.From, size, TokensOf(size), to);

        /// <summary>The summary without leaving anything behind; null if it does not fit.</summary>
        public SummaryFit? Whole(long end)
        {
            var size = SizeOfWhole(budget);
            var last = transcript.SegmentUpTo(end, size);
            var tail = transcript.TokensBetween(end, to, longest);
            if (last.First == 0)
            {
                var tokens = TokensOf(last);
                var length = reading.SummaryOf(last, tokens, to, isClosed: false).Tokens + tail;
                return length <= budget ? new SummaryFit(end, tokens, null, length) : null;
            }

            // The facts of closed segments are known, so that the last one is not summarised in vain.
            var closed = ClosedBefore(last, size);
            var facts = 0;
            for (var place = 0; closed.At(place) is not null; place++)
            {
                facts += closed.FactsAt(place);
                if (facts > budget - tail - SegmentedSummary.RemarkTokens(0) || place + 1 == MostSegments)
                    return null;
            }

            return Newest(end, size, facts) is { Segments.LeftBehind: null } fit && fit.Length <= budget ? fit : null;
        }

        /// <summary>The summary of the newest segments that fit, and of the places that open issues need.</summary>
        public SummaryFit Newest(long end) => Newest(end, SizeOfNewest(budget), factsBefore: 0);

        // The facts of earlier segments that are to be kept come before the words of later ones.
        private SummaryFit Newest(long end, int size, int factsBefore)
        {
            var last = transcript.SegmentUpTo(end, size);
            var tokens = TokensOf(last);
            var tail = transcript.TokensBetween(end, to, longest);
            var kept = factsBefore > 0 ? [] : ForOpenIssues(end, size, Math.Max(0, budget - tail) / 2);
            var room = Math.Max(0, budget - tail - SegmentedSummary.RemarkTokens(kept.Count + 1));
            var left = room - kept.Sum(place => place.Length);
            // Words beside the facts may take half of the budget.
            var words = (budget / 2) + SegmentedSummary.HeadingTokens;
            var factsTo = 0L;
            var leftBehind = new List<EntryRange>();
            var closed = ClosedBefore(last, size);
            var segment = last;
            // The last segment is at no place.
            for (var place = -1; ; )
            {
                if (kept.Count > 0 && kept[0].Segment == segment)
                {
                    left += kept[0].Length;
                    kept.RemoveAt(0);
                }

                var whole =
                    factsTo > 0 ? int.MaxValue
                    : place < 0 ? LengthOf(last, tokens)
                    : closed.WholeAt(place);
                var isFull = place + 2 == MostSegments;
                factsBefore -= factsBefore > 0 && place >= 0 ? closed.FactsAt(place) : 0;
                if (whole <= Math.Min(left - factsBefore, words))
                {
                    left -= whole;
                    words -= whole;
                }
                else
                {
                    factsTo = Math.Max(factsTo, segment.To);
                    var facts = place < 0 ? LengthOf(last, 0) : closed.FactsAt(place);
                    var isTaken = facts <= left;
                    left -= isTaken ? facts : 0;
                    if (!isTaken)
                        LeaveBehind(leftBehind, segment.From, segment.To);
                    // One that is too long by itself does not keep those before it out.
                    isFull |= !isTaken && facts <= room / 2;
                }

                if (closed.At(++place) is not { } before)
                    break;
                if (isFull)
                {
                    factsTo = Math.Max(factsTo, before.To);
                    LeaveBehind(leftBehind, before.To, kept);
                    break;
                }

                segment = before;
            }

            leftBehind.Reverse();
            return new SummaryFit(
                end,
                tokens,
                new SummarySegments
                {
                    Size = size,
                    Tokens = TokensOf(size),
                    FactsTo = factsTo > 0 ? factsTo : null,
                    LeftBehind = leftBehind.Count > 0 ? leftBehind : null,
                },
                tail + SegmentedSummary.RemarkTokens(leftBehind.Count) + room - left
            );
        }

        // Everything up to an entry but the places.
        private static void LeaveBehind(List<EntryRange> ranges, long end, List<(Segment Segment, int Length)> places)
        {
            foreach (var (place, _) in places)
            {
                LeaveBehind(ranges, place.To + 1, end);
                end = place.From - 1;
            }

            LeaveBehind(ranges, 1, end);
        }

        // The newest first.
        private static void LeaveBehind(List<EntryRange> ranges, long from, long end)
        {
            if (from > end)
                return;
            if (ranges.Count > 0 && ranges[^1].From == end + 1)
                ranges[^1] = ranges[^1] with { From = from };
            else
                ranges.Add(new EntryRange(from, end));
        }

        // The closed segments in which open issues were raised and last changed, the newest first, as far as their facts fit.
        private List<(Segment Segment, int Length)> ForOpenIssues(long end, int size, int room)
        {
            var places = new List<(Segment Segment, int Length)>();
            foreach (var seq in transcript.OpenIssues.PlacesAt(to))
            {
                if (places.Count == MostPlaces)
                    break;
                if (transcript.ClosedSegmentAt(seq, end, size) is not { } segment || places.Exists(place => place.Segment == segment))
                    continue;
                var length = reading.TokensOf(segment, 0, to) + SegmentedSummary.HeadingTokens;
                if (length > room)
                    continue;
                room -= length;
                places.Add((segment, length));
            }

            places.Sort((one, other) => other.Segment.From.CompareTo(one.Segment.From));
            return places;
        }
    }
}
