namespace Baton.States.Histories;

/// <summary>
/// The closed segments before an entry with their lengths, the newest first. Each is looked up and measured once, so that a decision that
/// goes through them costs next to nothing until the next one closes.
/// </summary>
/// <param name="transcript">What was said.</param>
/// <param name="reading">The same as the reader may read it.</param>
/// <param name="key">Which segments.</param>
/// <param name="asOf">The last entry that the reader knows.</param>
internal sealed class ClosedSegments(Transcript transcript, MaskedTranscript reading, ClosedSegmentsKey key, long asOf)
{
    private readonly List<Segment> segments = [];
    private readonly List<int?> facts = [];
    private readonly List<int?> whole = [];

    public ClosedSegmentsKey Key => key;

    /// <summary>The segment at a place; null behind the oldest.</summary>
    public Segment? At(int place)
    {
        while (segments.Count <= place)
        {
            var to = (segments.Count == 0 ? key.Before : segments[^1].From) - 1;
            if (to < 1)
                return null;
            segments.Add(transcript.SegmentUpTo(to, key.Size));
            facts.Add(null);
            whole.Add(null);
        }

        return segments[place];
    }

    /// <summary>The tokens of its clearly defined facts, with its heading.</summary>
    public int FactsAt(int place) => facts[place] ??= LengthOf(segments[place], 0);

    /// <summary>The tokens of its summary, with its heading.</summary>
    public int WholeAt(int place) => whole[place] ??= LengthOf(segments[place], key.Tokens);

    private int LengthOf(Segment segment, int tokens) => reading.TokensOf(segment, tokens, asOf) + SegmentedSummary.HeadingTokens;
}

/// <summary>What decides the lengths of closed segments.</summary>
/// <param name="Before">The entry before which they end.</param>
/// <param name="Size">About how many tokens of the history a segment has.</param>
/// <param name="Tokens">How many tokens its summary may have.</param>
/// <param name="Prose">How many pieces of models' prose there are.</param>
internal readonly record struct ClosedSegmentsKey(long Before, int Size, int Tokens, int Prose);
