using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.States.Snapshots;
using Baton.Teams.Clearances;
using Baton.Teams.Histories;
using Baton.Texts.Clearances;
using Baton.Texts.Facts;
using Baton.Texts.Searches;
using Baton.Texts.Tokens;

namespace Baton.States.Histories;

/// <summary>
/// What was said in a conversation, with the size and the facts of each utterance. It grows with the journal, and each utterance is
/// analysed once. Readers read it through a <see cref="MaskedTranscript"/>, masked by their clearance. Of a long conversation only the
/// newest utterances are in memory, and of the turns before them where each begins; asking for more throws a
/// <see cref="PastNotLoadedException"/>.
/// </summary>
internal sealed class Transcript
{
    /// <summary>How many characters of a person's report or note agents read in a briefing. The history has the rest.</summary>
    public const int LongestReport = 2_000;

    // The tokens around an utterance: names, marks and what the provider adds.
    private const int Frame = 24;

    private readonly Tail<Said> said;
    private readonly TurnPlaces turns;
    private readonly Tail<int> tokensUpTo;
    private readonly Tail<int> factsUpTo;
    private int bytesBefore;
    private readonly MaskedTranscript?[] masked = new MaskedTranscript?[(int)Clearance.Secret];

    // A short conversation needs none of these.
    private readonly TranscriptSnapshot begun;
    private MaskedTranscript? unmasked;
    private SegmentTexts? segments;
    private OpenIssues? openIssues;
    private int issuesRead;
    private LongTexts? longTexts;

    private IReadOnlyList<JournalEntry> source = [];
    private int read;
    private string? desk;
    private bool isTurnOver = true;

    /// <summary>Begins empty.</summary>
    /// <param name="countTokens">Counts the tokens of a text. Default: an estimate.</param>
    public Transcript(Func<string, int>? countTokens = null)
        : this(TranscriptSnapshot.None, countTokens) { }

    /// <summary>Begins where a snapshot ends.</summary>
    public Transcript(TranscriptSnapshot snapshot, Func<string, int>? countTokens)
    {
        CountTokens = countTokens ?? TokenEstimate.Count;
        said = new Tail<Said>(snapshot.Before, "utterances");
        turns = new TurnPlaces(snapshot.Turns);
        var sumsBefore = Math.Max(0, snapshot.Before - 1);
        tokensUpTo = new Tail<int>(sumsBefore, "sums of tokens");
        if (snapshot.Before > 0)
            tokensUpTo.Add(snapshot.Tokens);
        (Forgotten, bytesBefore) = (snapshot.Forgotten, snapshot.Bytes);
        foreach (var one in snapshot.Said)
        {
            var (utterance, result) = one.Read();
            Add(utterance, result, one.Counted ?? utterance.Text);
        }

        factsUpTo = new Tail<int>(Math.Max(0, said.Count - 1), "sums of facts");
        if (said.Count > 0)
            factsUpTo.Add(snapshot.Facts);
        (read, desk) = (snapshot.Entries, snapshot.Desk);
        issuesRead = read;
        begun = snapshot;
        if (snapshot.Written is null)
            return;
        foreach (var written in EntryLines.Read<SummaryWritten>(snapshot.Written))
            Written.Add(written);
    }

    /// <summary>Counts the tokens of a text.</summary>
    public Func<string, int> CountTokens { get; }

    /// <summary>Everything as it was said, as a reader with the highest clearance reads it.</summary>
    public MaskedTranscript Unmasked => unmasked ??= new MaskedTranscript(this);

    /// <summary>The summaries that models wrote.</summary>
    public WrittenSummaries Written { get; } = new();

    /// <summary>Where the issues that have not ended were raised and last changed.</summary>
    public OpenIssues OpenIssues
    {
        get
        {
            openIssues ??= begun.OpenIssues is { } open ? new OpenIssues(open) : new OpenIssues();
            for (; issuesRead < read; issuesRead++)
                openIssues.Read(source[issuesRead]);
            return openIssues;
        }
    }

    /// <summary>The texts of the segments that were summarised.</summary>
    public SegmentTexts Segments => segments ??= new SegmentTexts(begun.Segments);

    /// <summary>How many utterances at the beginning are not in memory.</summary>
    public int Before => said.Before;

    /// <summary>The last entry whose utterance is not in memory; 0 for none.</summary>
    public long Forgotten { get; private set; }

    /// <summary>The bytes of the utterances in memory.</summary>
    public int BytesInMemory => said.Count > said.Before ? said[^1].BytesUpTo - bytesBefore : 0;

    /// <summary>As a reader may see it. All readers belong to one team, where a clearance always masks the same.</summary>
    public MaskedTranscript For(ReaderAccess reader) =>
        reader.Clearance >= Clearance.Secret
            ? Unmasked
            : masked[(int)reader.Clearance] ??= new MaskedTranscript(this, reader, For(reader.At(reader.Clearance + 1)));

    /// <summary>Reads the entries that it does not know yet.</summary>
    public Transcript Read(IReadOnlyList<JournalEntry> entries)
    {
        source = entries;
        for (; read < entries.Count; read++)
        {
            Read(entries[read], entries);
            isTurnOver = !TurnBounds.IsBeginning(entries[read]) && (isTurnOver || TurnBounds.IsEnd(entries[read]));
        }

        return this;
    }

    /// <summary>An upper limit of the tokens of everything up to an entry: no token is shorter than a byte.</summary>
    public int BytesUpTo(long to)
    {
        var end = IndexAfter(to);
        return end == said.Before ? bytesBefore : said[end - 1].BytesUpTo;
    }

    /// <summary>The tokens of everything after one entry, up to another.</summary>
    public int TokensBetween(long after, long to) => TokensOfFirst(IndexAfter(to)) - TokensOfFirst(IndexAfter(after));

    /// <summary>The same for a reader that reads no more than some tokens of one text.</summary>
    public int TokensBetween(long after, long to, int longest) =>
        TokensBetween(after, to) - (longTexts?.Saved(IndexAfter(after), IndexAfter(to), longest) ?? 0);

    /// <summary>How many facts and tool results there are up to an entry.</summary>
    public int FactsUpTo(long to)
    {
        var count = IndexAfter(to);
        for (var index = factsUpTo.Count; index < count; index++)
            factsUpTo.Add((index > 0 ? factsUpTo[index - 1] : 0) + Unmasked.FactsOf(index).Count + (said[index].Result is null ? 0 : 1));
        return count > 0 ? factsUpTo[count - 1] : 0;
    }

    /// <summary>
    /// The last entry before the verbatim tail, at the end of a turn; 0 if everything is in the tail. The newest turn always is. The tail
    /// begins at multiples of a step, so that one summary serves many turns.
    /// </summary>
    /// <param name="tail">The least tokens of the tail.</param>
    /// <param name="step">By how many tokens the beginning of the tail moves at once.</param>
    /// <param name="to">The last entry.</param>
    public long EndBeforeTail(int tail, int step, long to)
    {
        var begin = LastTurnWithin((TokensBetween(0, to) - tail) / step * step, IndexAfter(to));
        return begin > 0 ? turns.SeqAt(begin) - 1 : 0;
    }

    /// <summary>
    /// The last segment before an entry. Segments end where turns end, as near below the multiples of a size as they can, so where one ends
    /// never changes once there is more behind it.
    /// </summary>
    /// <param name="to">The last entry of the segment.</param>
    /// <param name="size">About how many tokens a segment has.</param>
    public Segment SegmentUpTo(long to, int size)
    {
        var end = IndexAfter(to);
        var begin = end == 0 ? 0 : LastTurnWithin((TokensOfFirst(end) - 1) / size * size, end);
        return new Segment(begin, end, begin == 0 ? 1 : turns.SeqAt(begin), to);
    }

    /// <summary>
    /// The last entry of what follows an entry and fits the tokens, up to another entry: the end of a turn if one fits, else of an
    /// utterance. At least one utterance is taken.
    /// </summary>
    public long EndWithin(long after, int tokens, long to)
    {
        var (first, last) = (IndexAfter(after), IndexAfter(to));
        var fits = first;
        while (fits < last && TokensOfFirst(fits + 1) - TokensOfFirst(first) <= tokens)
            fits++;
        var turn = turns.BeginUpTo(fits);
        var end = fits == last ? last : Math.Max(turn > first ? turn : fits, first + 1);
        return end >= last ? to : said[end].Utterance.Seq - 1;
    }

    /// <summary>An utterance as it was said, and its tool call if it is a result.</summary>
    public (Utterance Utterance, ToolCallEnded? Result) At(int index) => (said[index].Utterance, said[index].Result);

    /// <summary>The index of the first utterance after an entry.</summary>
    public int IndexAfter(long seq)
    {
        if (seq < Forgotten)
            return turns.IndexAfter(seq);
        var (low, high) = (said.Before, said.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (said[middle].Utterance.Seq <= seq)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Read(JournalEntry entry, IReadOnlyList<JournalEntry> entries)
    {
        switch (entry)
        {
            case MessageReceived received:
                Add("customer", received.Text, received.Seq, isCustomer: true, beginsTurn: isTurnOver);
                break;
            case ReplyDrafted drafted when entries[(int)drafted.Of - 1] is ModelCallEnded { Text: { } text }:
                Add(drafted.Participant, text, drafted.Seq);
                break;
            case ToolCallEnded { Outcome: not ToolOutcome.Refused, Tool: not ReadHistory.ToolName } ended:
                Add(ended.Tool, ended.Result, ended.Seq, result: ended);
                break;
            case Degraded degraded:
                Add(degraded.Participant, degraded.Text, degraded.Seq);
                break;
            // Notices that a desk has the conversation are left out: when an agent reads this, the desk has handed back.
            case TicketOpened opened:
                desk = opened.Desk;
                break;
            case TicketNoted noted:
                Add(noted.By, noted.Text, noted.Seq, shown: LongestReport);
                break;
            case TicketClosed closed:
                Add(closed.By, closed.Report, closed.Seq, beginsTurn: closed.GoesOn == true, shown: LongestReport);
                break;
            case InterimReplied interim when interim.Participant != desk:
                Add(interim.Participant, interim.Notice, interim.Seq);
                break;
            case OperatorReplied operatorReplied:
                Add(operatorReplied.Operator, operatorReplied.Text, operatorReplied.Seq);
                break;
            case SummaryWritten written:
                Written.Add(written);
                break;
            default:
                break;
        }
    }

    private void Add(
        string speaker,
        string text,
        long seq,
        bool isCustomer = false,
        bool beginsTurn = false,
        ToolCallEnded? result = null,
        int shown = int.MaxValue
    )
    {
        if (beginsTurn)
            turns.Add(said.Count, seq);
        Add(new Utterance(speaker, text, seq, isCustomer), result, TextPart.First(text, shown));
    }

    private void Add(Utterance utterance, ToolCallEnded? result, string counted)
    {
        var before = said.Count == said.Before ? bytesBefore : said[^1].BytesUpTo;
        said.Add(new Said(utterance, result, counted, before + Encoding.UTF8.GetByteCount(counted) + Frame));
    }

    /// <summary>The closed segment before an entry that contains another entry; null if that is not in a closed one.</summary>
    /// <param name="seq">The entry that it contains.</param>
    /// <param name="to">The last entry that may be summarised.</param>
    /// <param name="size">About how many tokens a segment has.</param>
    public Segment? ClosedSegmentAt(long seq, long to, int size)
    {
        var next = turns.BeginAfter(seq);
        if (next == 0)
            return null;
        var (tokens, last) = (TokensOfFirst(next), IndexAfter(to));
        // The least multiple of the size that is not before the end of the turn.
        var multiple = (tokens + size - 1) / size * size;
        return multiple < TokensOfFirst(last) ? SegmentUpTo(turns.SeqAt(LastTurnWithin(multiple, last)) - 1, size) : null;
    }

    /// <summary>Lets go of what is found again when it is needed. Facts are, once there are summaries.</summary>
    public void Rest()
    {
        if (segments is not null || begun.Segments.Count > 0)
            return;
        unmasked?.ForgetFacts();
        foreach (var reading in masked)
            reading?.ForgetFacts();
    }

    /// <summary>
    /// Forgets utterances, up to the turn before the one that begins behind an entry: an answer is read with its question.
    /// </summary>
    /// <param name="summarised">The last entry that no text is written from any more.</param>
    public void Forget(long summarised)
    {
        // They read the entries, which may be forgotten next.
        var issues = OpenIssues;
        var next = turns.BeginAfter(summarised);
        var begin = next == 0 ? 0 : turns.BeginUpTo(next - 1);
        if (begin <= said.Before)
            return;
        turns.Measure(begin, TokensOfFirst);
        var last = said[begin - 1];
        issues.Forget(last.Utterance.Seq);
        FactsUpTo(last.Utterance.Seq);
        (Forgotten, bytesBefore) = (last.Utterance.Seq, last.BytesUpTo);
        // A reading is made from those of higher clearances, so all are read before any forgets.
        Unmasked.Extend(begin);
        foreach (var reading in masked)
            reading?.Extend(begin);
        said.Forget(begin);
        longTexts?.Forget(begin);
        tokensUpTo.Forget(begin - 1);
        factsUpTo.Forget(begin - 1);
        Unmasked.Forget(begin);
        foreach (var reading in masked)
            reading?.Forget(begin);
    }

    /// <summary>What of it a snapshot has that covers its beginning, up to the end of a turn.</summary>
    /// <param name="entries">How many entries it covers.</param>
    /// <param name="ends">The last entries that summaries stand for at present.</param>
    public TranscriptSnapshot ToSnapshot(int entries, IReadOnlyCollection<long> ends)
    {
        var end = IndexAfter(entries);
        return new TranscriptSnapshot
        {
            Entries = entries,
            Before = said.Before,
            Forgotten = Forgotten,
            Bytes = bytesBefore,
            Tokens = TokensOfFirst(said.Before),
            Facts = FactsUpTo(entries),
            Turns = turns.ToSnapshot(end, TokensOfFirst),
            Said = [.. said.Range(said.Before, end - said.Before).Select(one => SaidSnapshot.Of(one.Utterance, one.Result, one.Counted))],
            Desk = desk,
            Written = Written.LinesUpTo(entries),
            OpenIssues = OpenIssues.ToSnapshot(
                entries,
                said.Range(said.Before, end - said.Before).LastOrDefault(one => one.Utterance.IsCustomer)?.Utterance.Seq ?? 0
            ),
            Segments = Segments.ToSnapshot(ends),
        };
    }

    // The index at which the last turn begins that has at most these tokens before it; 0 if there is none.
    private int LastTurnWithin(int tokens, int before)
    {
        var (low, high) = (0, turns.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (turns[middle] < before && TokensOfFirst(turns[middle]) <= tokens)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 ? turns[low - 1] : 0;
    }

    // The sums are cached, so that a longer conversation makes no decision slower.
    private int TokensOfFirst(int count)
    {
        if (count < said.Before)
            return turns.TokensAt(count);
        for (var index = tokensUpTo.Count; index < count; index++)
        {
            var tokens = CountTokens(said[index].Counted);
            tokensUpTo.Add((index > 0 ? tokensUpTo[index - 1] : 0) + tokens + Frame);
            if (tokens > Excerpt.Least)
                (longTexts ??= new LongTexts()).Add(index, tokens);
        }

        return count > 0 ? tokensUpTo[count - 1] : 0;
    }

    // What is counted may be shorter than what was said: as much as agents read of it word for word.
    private sealed record Said(Utterance Utterance, ToolCallEnded? Result, string Counted, int BytesUpTo);
}
