using Baton.Texts.Clearances;

namespace Baton.States.Histories;

/// <summary>
/// The summaries of segments. A closed segment is summarised once for each length and kind of reader, and its text is kept; the open one,
/// behind which the verbatim tail moves on, is written again and again, and only its newest texts are kept.
/// </summary>
internal sealed class SegmentTexts
{
    // Several agents with their own windows and clearances may read one conversation in turns.
    private const int MostOpen = 16;

    private readonly Dictionary<SegmentKey, TranscriptSummary> closed = [];
    private readonly List<(SegmentKey Key, TranscriptSummary Text)> open = [];

    /// <summary>How many texts were written, for tests that count work.</summary>
    public int Written { get; private set; }

    public TranscriptSummary? Find(SegmentKey key)
    {
        if (closed.TryGetValue(key, out var known))
            return known;
        foreach (var (other, text) in open)
        {
            if (other == key)
                return text;
        }

        return null;
    }

    public TranscriptSummary Keep(SegmentKey key, TranscriptSummary text, bool isClosed)
    {
        Written++;
        if (isClosed)
        {
            closed[key] = text;
            return text;
        }

        if (open.Count == MostOpen)
            open.RemoveAt(0);
        open.Add((key, text));
        return text;
    }
}

/// <summary>What decides a segment's text.</summary>
/// <param name="From">Its first entry.</param>
/// <param name="To">Its last entry.</param>
/// <param name="Length">How many tokens it may have. Its facts may need more.</param>
/// <param name="Prose">How many pieces of models' prose stand for parts of it.</param>
/// <param name="Clearance">The clearance of its readers.</param>
internal readonly record struct SegmentKey(long From, long To, int Length, int Prose, Clearance Clearance);

/// <summary>A stretch of the transcript that is summarised by itself.</summary>
/// <param name="First">The index of its first utterance.</param>
/// <param name="End">The index behind its last one.</param>
/// <param name="From">Its first entry.</param>
/// <param name="To">Its last entry.</param>
internal readonly record struct Segment(int First, int End, long From, long To);

/// <summary>A summary with its size.</summary>
internal sealed record TranscriptSummary(string Text, int Tokens);
