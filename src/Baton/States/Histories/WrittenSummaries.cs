using System.Globalization;
using Baton.Journals.Entries;
using Baton.States.Snapshots;

namespace Baton.States.Histories;

/// <summary>
/// The summaries that models wrote, one after the other, in the order of the journal. A longer summary adds a range, so no entry is
/// summarised twice and no summary is written from another summary.
/// </summary>
internal sealed class WrittenSummaries
{
    private const string FactsHeading = "Word for word:\n";

    private readonly List<SummaryWritten> summaries = [];

    /// <summary>The last entry that these summaries cover; 0 if there are none.</summary>
    public long End => summaries.Count > 0 ? summaries[^1].To : 0;

    // Ranges that no summary contains any more have no prose, so there may be gaps.
    public void Add(SummaryWritten written)
    {
        if (written.From > End)
            summaries.Add(written);
    }

    /// <summary>
    /// The summaries whose ranges begin within a stretch, in order. The last one may reach further, in which case its reader has those
    /// entries word for word too.
    /// </summary>
    /// <param name="from">The first entry of the stretch.</param>
    /// <param name="to">The last entry of the stretch.</param>
    /// <param name="asOf">
    /// The last entry that the reader knows. Later summaries are ignored, so that what was read before does not change.
    /// </param>
    public IReadOnlyList<SummaryWritten> Within(long from, long to, long asOf)
    {
        var (low, high) = (0, summaries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (summaries[middle].From < from)
                low = middle + 1;
            else
                high = middle;
        }

        List<SummaryWritten>? within = null;
        for (; low < summaries.Count && summaries[low].From <= to && summaries[low].Seq <= asOf; low++)
            (within ??= []).Add(summaries[low]);
        return within ?? (IReadOnlyList<SummaryWritten>)[];
    }

    /// <summary>Those that were written up to an entry, as lines of the journal; null for none.</summary>
    public IReadOnlyList<string>? LinesUpTo(long seq) => EntryLines.Of(summaries.Where(written => written.Seq <= seq));

    /// <summary>How many there are as of an entry.</summary>
    public int CountAt(long seq)
    {
        var count = summaries.Count;
        while (count > 0 && summaries[count - 1].Seq > seq)
            count--;
        return count;
    }

    /// <summary>
    /// The text of these summaries in order, and the heading for the facts that follow. What exceeds the tokens is left out, the oldest
    /// first. Empty if nothing fits.
    /// </summary>
    public static string Prose(IReadOnlyList<SummaryWritten> summaries, int tokens, Func<string, int> countTokens)
    {
        var parts = new List<string>();
        tokens -= countTokens(FactsHeading);
        foreach (var written in summaries.Reverse())
        {
            if (written.Text is not { } text)
                continue;
            var part = string.Create(CultureInfo.InvariantCulture, $"In short, entries {written.From} to {written.To}:\n{text}\n\n");
            tokens -= countTokens(part);
            if (tokens < 0)
                break;
            parts.Insert(0, part);
        }

        return parts.Count == 0 ? "" : string.Concat(parts) + FactsHeading;
    }
}
