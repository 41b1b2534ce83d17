using Baton.Journals.Entries;
using Baton.Teams.Clearances;
using Baton.Texts.Facts;
using Baton.Texts.Summaries;

namespace Baton.States.Histories;

/// <summary>
/// The transcript as readers with one clearance may read it. Each utterance is masked before facts are extracted and summaries written, so
/// neither can reveal a secret. Where nothing is masked, facts and summaries are shared with readers of a higher clearance.
/// </summary>
internal sealed class MaskedTranscript
{
    // Two texts joined can have a few tokens more than the sum of both.
    private const int Seam = 2;

    private readonly Transcript transcript;
    private readonly ReaderAccess? reader;
    private readonly MaskedTranscript? wider;
    private readonly List<Utterance> utterances = [];
    private readonly List<bool> isAsWider = [];
    private readonly List<IReadOnlyList<Fact>?> facts = [];
    private readonly Dictionary<(long To, int Length, int Written), TranscriptSummary> summaries = [];
    private int clear;
    private int asWider;

    /// <summary>Everything as it was said.</summary>
    public MaskedTranscript(Transcript transcript) => this.transcript = transcript;

    /// <summary>As a reader sees it, beside the transcript of the next higher clearance.</summary>
    public MaskedTranscript(Transcript transcript, ReaderAccess reader, MaskedTranscript wider) =>
        (this.transcript, this.reader, this.wider) = (transcript, reader, wider);

    /// <summary>The summary of everything up to an entry. It is written once for each range, length and prose.</summary>
    /// <param name="to">The last entry that it stands for.</param>
    /// <param name="length">How many tokens it may have. Its facts may need more.</param>
    /// <param name="asOf">The last entry that the reader knows. Prose that was written later is not used.</param>
    public TranscriptSummary SummaryUpTo(long to, int length, long asOf)
    {
        var end = transcript.IndexAfter(to);
        var same = SameUpTo(end);
        if (same != this)
            return same.SummaryUpTo(to, length, asOf);
        var written = transcript.Written.UpTo(to, asOf);
        var key = (to, length, written.Count);
        return summaries.TryGetValue(key, out var known) ? known : summaries[key] = Write(end, length, written);
    }

    /// <summary>The facts from one entry to another. Facts that were superseded are marked.</summary>
    public IReadOnlyList<Fact> FactsBetween(long from, long to) =>
        [.. FactsOfFirst(transcript.IndexAfter(to)).Where(fact => fact.Seq >= from)];

    /// <summary>What was said from one entry to another.</summary>
    public IEnumerable<Utterance> Between(long from, long to)
    {
        var (first, end) = (transcript.IndexAfter(from - 1), transcript.IndexAfter(to));
        Extend(end);
        for (var index = first; index < end; index++)
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
        return facts[index] ??= FactFinder.FindIn(utterances[index], index > 0 ? utterances[index - 1] : null);
    }

    /// <summary>The transcript of the highest clearance that is the same up to an utterance.</summary>
    private MaskedTranscript SameUpTo(int end)
    {
        Extend(end);
        return wider is null ? this
            : end <= clear ? transcript.Unmasked
            : end <= asWider ? wider.SameUpTo(end)
            : this;
    }

    // All facts are listed word for word. Prose gets the tokens that they leave, and half of all tokens at most.
    private TranscriptSummary Write(int end, int length, IReadOnlyList<SummaryWritten> written)
    {
        var found = FactsOfFirst(end);
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
                utterances[..end],
                found,
                beside.Length == 0 ? length : length - transcript.CountTokens(beside) - Seam,
                transcript.CountTokens
            );
    }

    private IReadOnlyList<Fact> FactsOfFirst(int end) => FactFinder.Supersede(Enumerable.Range(0, end).SelectMany(FactsOf).ToList());

    // An answer is read together with the question before it.
    private bool IsClear(int index) => IsAsSaid(index) && (index == 0 || IsAsSaid(index - 1));

    private bool IsAsSaid(int index) => ReferenceEquals(utterances[index], transcript.At(index).Utterance);

    private void Extend(int end)
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
            clear += isClear && clear == index ? 1 : 0;
            asWider += isSame && asWider == index ? 1 : 0;
        }
    }

    private string TextOf(int index)
    {
        Extend(index + 1);
        return utterances[index].Text;
    }
}

/// <summary>A summary with its size.</summary>
internal sealed record TranscriptSummary(string Text, int Tokens);
