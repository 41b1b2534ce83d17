using Baton.Handoffs.Clearances;
using Baton.Handoffs.Facts;
using Baton.Handoffs.Summaries;

namespace Baton.Handoffs.Histories;

/// <summary>
/// What was said as readers with one clearance may read it: masked utterance by utterance before facts are found and a summary is written,
/// so that neither can lift a secret out of the words by which it is known. Work is shared: where nothing is masked, facts and summaries
/// are those of readers who see more.
/// </summary>
internal sealed class Reading
{
    private readonly Transcript transcript;
    private readonly Eyes? eyes;
    private readonly Reading? wider;
    private readonly List<Utterance> utterances = [];
    private readonly List<bool> isAsWider = [];
    private readonly List<IReadOnlyList<Fact>?> facts = [];
    private readonly Dictionary<(long To, int Length), TranscriptSummary> summaries = [];
    private int clear;
    private int asWider;

    /// <summary>Everything as it was said.</summary>
    public Reading(Transcript transcript) => this.transcript = transcript;

    /// <summary>As somebody sees it, beside how somebody who sees more does.</summary>
    public Reading(Transcript transcript, Eyes eyes, Reading wider) => (this.transcript, this.eyes, this.wider) = (transcript, eyes, wider);

    /// <summary>The summary of everything up to an entry, made once for each range and length.</summary>
    public TranscriptSummary SummaryUpTo(long to, int length)
    {
        var end = transcript.IndexAfter(to);
        var same = SameUpTo(end);
        if (same != this)
            return same.SummaryUpTo(to, length);
        if (summaries.TryGetValue((to, length), out var known))
            return known;
        var found = FactFinder.Supersede(Enumerable.Range(0, end).SelectMany(FactsOf).ToList());
        var text = ExtractiveSummary.Write(utterances[..end], found, length, Tokens.Count);
        return summaries[(to, length)] = new TranscriptSummary(text, Tokens.Count(text));
    }

    /// <summary>What was said from one entry to another.</summary>
    public IEnumerable<Utterance> Between(long from, long to)
    {
        var (first, end) = (transcript.IndexAfter(from - 1), transcript.IndexAfter(to));
        Extend(end);
        for (var index = first; index < end; index++)
            yield return utterances[index];
    }

    /// <summary>Whether it reads an utterance in these words.</summary>
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

    /// <summary>The reading of whoever sees most and reads the same up to an utterance.</summary>
    private Reading SameUpTo(int end)
    {
        Extend(end);
        return wider is null ? this
            : end <= clear ? transcript.Unmasked
            : end <= asWider ? wider.SameUpTo(end)
            : this;
    }

    // An answer is read beside its question.
    private bool IsClear(int index) => IsAsSaid(index) && (index == 0 || IsAsSaid(index - 1));

    private bool IsAsSaid(int index) => ReferenceEquals(utterances[index], transcript.At(index).Utterance);

    private void Extend(int end)
    {
        for (var index = utterances.Count; index < end; index++)
        {
            var (said, result) = transcript.At(index);
            var seen = eyes is null ? said.Text : result is null ? eyes.Text(said.Text) : eyes.Result(result);
            var isClear = ReferenceEquals(seen, said.Text);
            // Whoever sees more sees all of what is clear to this one: only what is masked has to be compared.
            var isSame = isClear || (wider is not null && wider.TextOf(index) == seen);
            utterances.Add(isClear ? said : isSame ? wider!.utterances[index] : said with { Text = seen });
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
