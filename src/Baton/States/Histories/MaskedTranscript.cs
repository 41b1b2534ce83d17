using Baton.Journals.Entries;
using Baton.Journals.Handoffs;
using Baton.Teams.Clearances;
using Baton.Texts.Clearances;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;

namespace Baton.States.Histories;

/// <summary>
/// The transcript as readers with one clearance may read it. Each utterance is masked before facts are extracted and summaries written, so
/// neither can reveal a secret. Where nothing is masked, facts and summaries are shared with readers of a higher clearance.
/// </summary>
internal sealed class MaskedTranscript
{
    // A longer text, in characters, is summarised from its beginning, its facts and its end.
    private const int LongestRead = 100_000;
    private const int GistTokens = 1_000;

    // Two texts joined can have a few tokens more than the sum of both.
    private const int Seam = 2;

    // Several agents with windows of their own may read one conversation in turns, each with two sizes of segments.
    private const int MostClosed = 8;

    private readonly Transcript transcript;
    private readonly ReaderAccess? reader;
    private readonly MaskedTranscript? wider;
    private readonly Tail<Utterance> utterances;
    private readonly Tail<bool> isAsWider;
    private readonly Tail<int> maskedUpTo;
    private readonly Tail<int> differentUpTo;
    private readonly Tail<IReadOnlyList<Fact>?> facts;
    private readonly List<ClosedSegments> closed = [];
    private int restedTo;
    private Dictionary<long, Utterance>? gists;

    /// <summary>Everything as it was said.</summary>
    public MaskedTranscript(Transcript transcript)
    {
        this.transcript = transcript;
        var before = transcript.Before;
        (utterances, isAsWider, facts) = (new(before, "utterances"), new(before, "utterances"), new(before, "utterances"));
        (maskedUpTo, differentUpTo) = (new(Math.Max(0, before - 1), "sums"), new(Math.Max(0, before - 1), "sums"));
        restedTo = before;
        if (before == 0)
            return;
        // Only differences of these sums are read.
        maskedUpTo.Add(0);
        differentUpTo.Add(0);
    }

    /// <summary>As a reader sees it, beside the transcript of the next higher clearance.</summary>
    public MaskedTranscript(Transcript transcript, ReaderAccess reader, MaskedTranscript wider)
        : this(transcript) => (this.reader, this.wider) = (reader, wider);

    /// <summary>The summary of everything up to an entry.</summary>
    /// <param name="to">The last entry that it stands for.</param>
    /// <param name="length">How many tokens it may have, or its last segment. Its facts may need more.</param>
    /// <param name="asOf">The last entry that the reader knows. Prose that was written later is not used.</param>
    /// <param name="segments">How it is put together; null for one segment.</param>
    public TranscriptSummary SummaryUpTo(long to, int length, long asOf, SummarySegments? segments = null) =>
        segments is null
            ? SummaryOf(transcript.SegmentUpTo(to, int.MaxValue), length, asOf, isClosed: false)
            : SegmentedSummary.Write(transcript, this, to, length, asOf, segments);

    /// <summary>The summary of one segment. It is written once for each length and prose.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="length">How many tokens it may have. Its facts may need more.</param>
    /// <param name="asOf">The last entry that the reader knows.</param>
    /// <param name="isClosed">Whether it ends where it will always end.</param>
    public TranscriptSummary SummaryOf(Segment segment, int length, long asOf, bool isClosed)
    {
        var written = transcript.Written.Within(segment.From, segment.To, asOf);
        var key = KeyOf(segment, length, written);
        if (transcript.Segments.Find(key) is { } known)
            return known;
        // In a later summary it may have room for its facts alone, when what was said in it is in memory no more.
        if (isClosed && length > 0)
            SummaryOf(segment, 0, asOf, isClosed);
        var same = SameWithin(segment.First, segment.End);
        return same == this
            ? transcript.Segments.Keep(key, Write(segment.First, segment.End, length, written), isClosed)
            : transcript.Segments.Share(key, same.SummaryOf(segment, length, asOf, isClosed), isClosed);
    }

    /// <summary>The tokens of the summary of one segment that is closed.</summary>
    public int TokensOf(Segment segment, int length, long asOf) =>
        transcript.Segments.FindTokens(KeyOf(segment, length, transcript.Written.Within(segment.From, segment.To, asOf)))
        ?? SummaryOf(segment, length, asOf, isClosed: true).Tokens;

    /// <summary>Lets go of the facts that were found since the last time.</summary>
    public void ForgetFacts()
    {
        for (; restedTo < facts.Count; restedTo++)
            facts[restedTo] = null;
    }

    /// <summary>Forgets the utterances before an index, up to which it has been extended.</summary>
    public void Forget(int index)
    {
        utterances.Forget(index);
        isAsWider.Forget(index);
        facts.Forget(index);
        maskedUpTo.Forget(index - 1);
        differentUpTo.Forget(index - 1);
        restedTo = Math.Max(restedTo, index);
    }

    /// <summary>The closed segments before an entry.</summary>
    /// <param name="before">The entry.</param>
    /// <param name="size">About how many tokens of the history a segment has.</param>
    /// <param name="tokens">How many tokens the summary of each may have.</param>
    /// <param name="asOf">The last entry that the reader knows.</param>
    public ClosedSegments ClosedBefore(long before, int size, int tokens, long asOf)
    {
        var key = new ClosedSegmentsKey(before, size, tokens, transcript.Written.CountAt(asOf));
        foreach (var known in closed)
        {
            if (known.Key == key)
                return known;
        }

        if (closed.Count == MostClosed)
            closed.RemoveAt(0);
        closed.Add(new ClosedSegments(transcript, this, key, asOf));
        return closed[^1];
    }

    /// <summary>The facts from one entry to another. Facts that were superseded there are marked.</summary>
    public IReadOnlyList<Fact> FactsBetween(long from, long to) => FactsWithin(transcript.IndexAfter(from - 1), transcript.IndexAfter(to));

    /// <summary>What was said from one entry to another.</summary>
    public IEnumerable<Utterance> Between(long from, long to)
    {
        var (first, end) = (transcript.IndexAfter(from - 1), transcript.IndexAfter(to));
        Extend(end);
        for (var index = first; index < end; index++)
            yield return utterances[index];
    }

    /// <summary>The same, the last first.</summary>
    public IEnumerable<Utterance> Backwards(long from, long to)
    {
        var (first, end) = (transcript.IndexAfter(from - 1), transcript.IndexAfter(to));
        Extend(end);
        for (var index = end - 1; index >= first; index--)
            yield return utterances[index];
    }

    /// <summary>Whether its readers see the utterance with this text.</summary>
    public bool Reads(Utterance utterance) => TextOf(transcript.IndexAfter(utterance.Seq) - 1) == utterance.Text;

    /// <summary>The facts of one utterance.</summary>
    public IReadOnlyList<Fact> FactsOf(int index)
    {
        Extend(index + 1);
        if (wider is not null && IsClear(index))
            return transcript.Unmasked.FactsOf(index);
        if (wider is not null && isAsWider[index] && (index == 0 || isAsWider[index - 1]))
            return wider.FactsOf(index);
        return facts[index] ??= FactFinder.FindIn(Gist(utterances[index]), index > 0 ? Gist(utterances[index - 1]) : null);
    }

    // What a summary is made from. All that identifies something in an export of megabytes fits no summary.
    private Utterance Gist(Utterance utterance)
    {
        if (utterance.Text.Length <= LongestRead)
            return utterance;
        gists ??= [];
        if (!gists.TryGetValue(utterance.Seq, out var gist))
            gists.Add(utterance.Seq, gist = utterance with { Text = Excerpt.GistOf(utterance.Text, GistTokens, transcript.CountTokens) });
        return gist;
    }

    private SegmentKey KeyOf(Segment segment, int length, IReadOnlyList<SummaryWritten> written) =>
        new(segment.From, segment.To, length, written.Count, reader?.Clearance ?? Clearance.Secret);

    // The transcript of the highest clearance that is the same there. An answer is read with the question before it, so that counts too.
    private MaskedTranscript SameWithin(int first, int end)
    {
        Extend(end);
        return wider is null || end == 0 ? this
            : maskedUpTo[end - 1] == (first > 1 ? maskedUpTo[first - 2] : 0) ? transcript.Unmasked
            : differentUpTo[end - 1] == (first > 1 ? differentUpTo[first - 2] : 0) ? wider.SameWithin(first, end)
            : this;
    }

    // All facts are listed word for word. Prose gets the tokens that they leave, and half of all tokens at most.
    private TranscriptSummary Write(int first, int end, int length, IReadOnlyList<SummaryWritten> written)
    {
        var (said, found) = (utterances.Range(first, end - first), FactsWithin(first, end));
        if (said.Any(utterance => utterance.Text.Length > LongestRead))
            said = [.. said.Select(Gist)];
        var prose = WrittenSummaries.Prose(written, length / 2, transcript.CountTokens);
        var words = Words(prose);
        if (prose.Length > 0 && transcript.CountTokens(prose + words) > length)
        {
            prose = WrittenSummaries.Prose(written, length - transcript.CountTokens(words) - Seam, transcript.CountTokens);
            words = prose.Length == 0 ? Words(prose) : words;
        }

        var text = prose + words;
        return new TranscriptSummary(text, transcript.CountTokens(text));

        string Words(string beside) =>
            ExtractiveSummary.Write(
                said,
                found,
                beside.Length == 0 ? length : length - transcript.CountTokens(beside) - Seam,
                transcript.CountTokens
            );
    }

    private IReadOnlyList<Fact> FactsWithin(int first, int end) =>
        FactFinder.Supersede(Enumerable.Range(first, end - first).SelectMany(FactsOf).ToList());

    // An answer is read together with the question before it.
    private bool IsClear(int index) => IsAsSaid(index) && (index == 0 || IsAsSaid(index - 1));

    private bool IsAsSaid(int index) => ReferenceEquals(utterances[index], transcript.At(index).Utterance);

    /// <summary>Reads the utterances before an index.</summary>
    public void Extend(int end)
    {
        for (var index = utterances.Count; index < end; index++)
        {
            var (said, result) = transcript.At(index);
            var seen =
                reader is null ? said.Text
                : result is null ? reader.Text(said.Text)
                : reader.Result(result);
            var isClear = ReferenceEquals(seen, said.Text);
            // A higher clearance sees everything that this one sees, so only masked utterances are compared.
            var isSame = isClear || (wider is not null && wider.TextOf(index) == seen);
            utterances.Add(
                isClear ? said
                : isSame ? wider!.utterances[index]
                : said with { Text = seen }
            );
            isAsWider.Add(isSame);
            facts.Add(null);
            maskedUpTo.Add((index > 0 ? maskedUpTo[index - 1] : 0) + (isClear ? 0 : 1));
            differentUpTo.Add((index > 0 ? differentUpTo[index - 1] : 0) + (isSame ? 0 : 1));
        }
    }

    private string TextOf(int index)
    {
        Extend(index + 1);
        return utterances[index].Text;
    }
}
