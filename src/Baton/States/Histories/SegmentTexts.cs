using Baton.Texts.Clearances;

namespace Baton.States.Histories;

/// <summary>
/// The summaries of segments. A closed segment is summarised once for each length and kind of reader, and its text is kept; the open one,
/// behind which the verbatim tail moves on, is written again and again, and only its newest texts are kept.
/// </summary>
internal sealed class SegmentTexts(IReadOnlyList<SegmentSnapshot> known)
{
    // Several agents with their own windows and clearances may read one conversation in turns.
    private const int MostOpen = 16;

    // Two rounds or so pass until a segment closes.
    private const int RoundsKept = 16;

    private readonly Dictionary<SegmentKey, Closed> closed = known
        .Where(one => one.IsOpen != true)
        .ToDictionary(one => one.Key, one => new Closed(one.Tokens) { Text = one.ToSummary() });

    private readonly List<(SegmentKey Key, TranscriptSummary Text)> open =
    [
        .. known.Where(one => one.IsOpen == true).Select(one => (one.Key, one.ToSummary()!)),
    ];

    private int round;

    /// <summary>How many texts were written, for tests that count work.</summary>
    public int Written { get; private set; }

    /// <summary>The tokens of a closed segment's text, which may have been forgotten itself.</summary>
    public int? FindTokens(SegmentKey key) => closed.GetValueOrDefault(key)?.Tokens;

    public TranscriptSummary? Find(SegmentKey key)
    {
        if (closed.GetValueOrDefault(key) is { Text: { } known } found)
        {
            found.ReadIn = round;
            return known;
        }

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
        return Share(key, text, isClosed);
    }

    /// <summary>Keeps the text of another reader for one who reads the same.</summary>
    public TranscriptSummary Share(SegmentKey key, TranscriptSummary text, bool isClosed)
    {
        if (isClosed)
        {
            closed[key] = new Closed(text.Tokens) { Text = text, ReadIn = round };
            return text;
        }

        if (open.Count == MostOpen)
            open.RemoveAt(0);
        open.Add((key, text));
        return text;
    }

    /// <summary>
    /// Forgets the texts of the closed segments of which none was read for long, and keeps their tokens. A segment that is in a summary
    /// gives way to its facts there before it leaves it, so all its texts are needed; and one at the old end of a summary comes and goes,
    /// as the room for it does.
    /// </summary>
    public void Forget()
    {
        round++;
        var read = closed.Where(one => one.Value.ReadIn > round - RoundsKept).Select(one => (one.Key.From, one.Key.To)).ToHashSet();
        foreach (var (key, one) in closed)
        {
            if (!read.Contains((key.From, key.To)))
                one.Text = null;
        }
    }

    /// <summary>The segments as a snapshot has them: the closed ones, and the open ones of the present summaries.</summary>
    /// <param name="ends">The last entries that summaries stand for at present.</param>
    public IReadOnlyList<SegmentSnapshot> ToSnapshot(IReadOnlyCollection<long> ends) =>
        [
            .. closed.Select(one => new SegmentSnapshot(one.Key, one.Value.Tokens, one.Value.Text?.Text, null)),
            .. open.Where(one => ends.Contains(one.Key.To))
                .Select(one => new SegmentSnapshot(one.Key, one.Text.Tokens, one.Text.Text, IsOpen: true)),
        ];

    private sealed class Closed(int tokens)
    {
        public int Tokens => tokens;

        public TranscriptSummary? Text { get; set; }

        /// <summary>The round in which it was read last.</summary>
        public int ReadIn { get; set; }
    }
}

/// <summary>A segment in a snapshot; without its text if no summary contains it any more.</summary>
internal sealed record SegmentSnapshot(SegmentKey Key, int Tokens, string? Text, bool? IsOpen)
{
    public TranscriptSummary? ToSummary() => Text is null ? null : new TranscriptSummary(Text, Tokens);
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
