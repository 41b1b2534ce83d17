using System.Text;
using Baton.Handoffs.Facts;
using Baton.Handoffs.Summaries;
using Baton.Journals;
using Baton.Journals.Entries;

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
    private readonly List<(long To, int Length, string Text)> summaries = [];
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
    public int TokensBetween(long after, long to)
    {
        var tokens = 0;
        for (var (index, end) = (IndexAfter(after), IndexAfter(to)); index < end; index++)
            tokens += TokensOf(index);
        return tokens;
    }

    /// <summary>How many facts and tool results stand up to an entry.</summary>
    public int FactsUpTo(long to)
    {
        var facts = 0;
        for (var (index, end) = (0, IndexAfter(to)); index < end; index++)
            facts += FactsOf(index).Count + (said[index].IsResult ? 1 : 0);
        return facts;
    }

    /// <summary>
    /// Where the verbatim tail of so many tokens begins: the last entry before it, at the end of a turn; 0 when all fits in. The
    /// newest turn is always in the tail.
    /// </summary>
    public long EndBeforeTail(int tailTokens, long to)
    {
        var tokens = 0;
        var begin = -1;
        for (var index = IndexAfter(to) - 1; index >= 0; index--)
        {
            tokens += TokensOf(index);
            if (tokens > tailTokens && begin >= 0)
                return said[begin].Utterance.Seq - 1;
            if (said[index].BeginsTurn)
                begin = index;
        }

        return 0;
    }

    /// <summary>The summary of everything up to an entry, made once for each range and length.</summary>
    public string SummaryUpTo(long to, int length)
    {
        var known = summaries.Find(summary => summary.To == to && summary.Length == length);
        if (known.Text is not null)
            return known.Text;
        var end = IndexAfter(to);
        var facts = FactFinder.Supersede(Enumerable.Range(0, end).SelectMany(FactsOf).ToList());
        var text = ExtractiveSummary.Write(said.Take(end).Select(one => one.Utterance).ToList(), facts, length, Tokens.Count);
        summaries.Add((to, length, text));
        return text;
    }

    /// <summary>What was said from one entry to another, each with who said it.</summary>
    public IEnumerable<Utterance> Between(long from, long to) => said.Select(one => one.Utterance).Where(utterance => utterance.Seq >= from && utterance.Seq <= to);

    private void Add(string speaker, string text, long seq, bool isCustomer, bool isResult, bool beginsTurn)
    {
        var before = said.Count == 0 ? 0 : said[^1].BytesUpTo;
        said.Add(new Said(new Utterance(speaker, text, seq, isCustomer), isResult, beginsTurn, before + Encoding.UTF8.GetByteCount(text) + Frame));
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

    private int TokensOf(int index) => said[index].Tokens ??= Tokens.Count(said[index].Utterance.Text) + Frame;

    private IReadOnlyList<Fact> FactsOf(int index) =>
        said[index].Facts ??= FactFinder.FindIn(said[index].Utterance, index > 0 ? said[index - 1].Utterance : null);

    private sealed class Said(Utterance utterance, bool isResult, bool beginsTurn, int bytesUpTo)
    {
        public Utterance Utterance { get; } = utterance;

        public bool IsResult { get; } = isResult;

        public bool BeginsTurn { get; } = beginsTurn;

        public int BytesUpTo { get; } = bytesUpTo;

        public int? Tokens { get; set; }

        public IReadOnlyList<Fact>? Facts { get; set; }
    }
}
