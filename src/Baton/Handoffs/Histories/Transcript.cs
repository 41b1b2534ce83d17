using System.Text;
using Baton.Handoffs.Facts;
using Baton.Handoffs.Summaries;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.SharedStates.Tools;

namespace Baton.Handoffs.Histories;

/// <summary>
/// What was said in a conversation, with what is known of each utterance: its size and its facts. It grows with the journal, and what
/// was found once is never looked for again.
/// </summary>
internal sealed class Transcript
{
    // What the view writes around an utterance: names, marks, the provider's own framing.
    private const int Frame = 24;

    private readonly List<Said> said = [];
    private readonly List<int> turnBegins = [];
    private readonly List<int> tokensUpTo = [];
    private readonly List<int> factsUpTo = [];
    private readonly Dictionary<(long To, int Length), TranscriptSummary> summaries = [];
    private int read;
    private ModelCallEnded? reply;

    /// <summary>Reads the entries that it does not know yet.</summary>
    public Transcript Read(IReadOnlyList<JournalEntry> entries)
    {
        for (; read < entries.Count; read++)
        {
            switch (entries[read])
            {
                case MessageReceived received:
                    Add("customer", received.Text, received.Seq, isCustomer: true, isResult: false, beginsTurn: true);
                    break;
                case ModelCallEnded ended:
                    reply = ended;
                    break;
                case ReplyDrafted drafted when reply?.Text is { } text:
                    Add(drafted.Participant, text, drafted.Seq, isCustomer: false, isResult: false, beginsTurn: false);
                    break;
                case ToolCallEnded { Tool: ReadState.ToolName or WriteState.ToolName, Sensitivity: not null }:
                    // A summary is for everybody; what not everybody may see is read again where it stands.
                    break;
                case ToolCallEnded { Outcome: not ToolOutcome.Refused, Tool: not ReadHistory.ToolName } ended:
                    Add(ended.Tool, ended.Result, ended.Seq, isCustomer: false, isResult: true, beginsTurn: false);
                    break;
                case Degraded degraded:
                    Add(degraded.Participant, degraded.Text, degraded.Seq, isCustomer: false, isResult: false, beginsTurn: false);
                    break;
                default:
                    break;
            }
        }

        return this;
    }

    /// <summary>An upper bound of the tokens of everything up to an entry: no token is shorter than a byte.</summary>
    public int BytesUpTo(long to) => IndexAfter(to) is > 0 and var end ? said[end - 1].BytesUpTo : 0;

    /// <summary>The tokens of everything behind one entry, up to another.</summary>
    public int TokensBetween(long after, long to) => TokensOfFirst(IndexAfter(to)) - TokensOfFirst(IndexAfter(after));

    /// <summary>How many facts and tool results stand up to an entry.</summary>
    public int FactsUpTo(long to)
    {
        var count = IndexAfter(to);
        for (var index = factsUpTo.Count; index < count; index++)
            factsUpTo.Add((index > 0 ? factsUpTo[index - 1] : 0) + FactsOf(index).Count + (said[index].IsResult ? 1 : 0));
        return count > 0 ? factsUpTo[count - 1] : 0;
    }

    /// <summary>
    /// Where the verbatim tail begins: the last entry before it, at the end of a turn; 0 when all is in the tail. The newest turn always
    /// is. The place moves on by whole steps, so that one summary serves many turns.
    /// </summary>
    /// <param name="tail">How many tokens the tail has at least.</param>
    /// <param name="step">How many tokens the place moves on at once.</param>
    /// <param name="to">The last entry.</param>
    public long EndBeforeTail(int tail, int step, long to)
    {
        var most = (TokensBetween(0, to) - tail) / step * step;
        var last = IndexAfter(to);
        // The last turn that begins within so many tokens; turnBegins is in order, as the sums are.
        var (low, high) = (0, turnBegins.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (turnBegins[middle] < last && TokensOfFirst(turnBegins[middle]) <= most)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && turnBegins[low - 1] > 0 ? said[turnBegins[low - 1]].Utterance.Seq - 1 : 0;
    }

    /// <summary>The summary of everything up to an entry, made once for each range and length.</summary>
    public TranscriptSummary SummaryUpTo(long to, int length)
    {
        if (summaries.TryGetValue((to, length), out var known))
            return known;
        var end = IndexAfter(to);
        var facts = FactFinder.Supersede(Enumerable.Range(0, end).SelectMany(FactsOf).ToList());
        var text = ExtractiveSummary.Write(said.Take(end).Select(one => one.Utterance).ToList(), facts, length, Tokens.Count);
        return summaries[(to, length)] = new TranscriptSummary(text, Tokens.Count(text));
    }

    /// <summary>What was said from one entry to another, each with who said it.</summary>
    public IEnumerable<Utterance> Between(long from, long to) => said.Select(one => one.Utterance).Where(utterance => utterance.Seq >= from && utterance.Seq <= to);

    private void Add(string speaker, string text, long seq, bool isCustomer, bool isResult, bool beginsTurn)
    {
        var before = said.Count == 0 ? 0 : said[^1].BytesUpTo;
        if (beginsTurn)
            turnBegins.Add(said.Count);
        said.Add(new Said(new Utterance(speaker, text, seq, isCustomer), isResult, before + Encoding.UTF8.GetByteCount(text) + Frame));
    }

    // The first utterance behind an entry.
    private int IndexAfter(long seq)
    {
        var (low, high) = (0, said.Count);
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

    // Sums are kept as they grow, so that no question costs more in a longer conversation.
    private int TokensOfFirst(int count)
    {
        for (var index = tokensUpTo.Count; index < count; index++)
            tokensUpTo.Add((index > 0 ? tokensUpTo[index - 1] : 0) + Tokens.Count(said[index].Utterance.Text) + Frame);
        return count > 0 ? tokensUpTo[count - 1] : 0;
    }

    private IReadOnlyList<Fact> FactsOf(int index) =>
        said[index].Facts ??= FactFinder.FindIn(said[index].Utterance, index > 0 ? said[index - 1].Utterance : null);

    private sealed class Said(Utterance utterance, bool isResult, int bytesUpTo)
    {
        public Utterance Utterance { get; } = utterance;

        public bool IsResult { get; } = isResult;

        public int BytesUpTo { get; } = bytesUpTo;

        public IReadOnlyList<Fact>? Facts { get; set; }
    }
}

/// <summary>A summary with its size.</summary>
internal sealed record TranscriptSummary(string Text, int Tokens);
