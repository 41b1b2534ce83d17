using System.Globalization;
using Baton.Journals.Entries;

namespace Baton.States.Histories;

/// <summary>
/// The summaries that models wrote, one after the other from the beginning of the journal. A longer summary adds a range, so no entry is
/// summarised twice and no summary is written from another summary.
/// </summary>
internal sealed class WrittenSummaries
{
    private const string FactsHeading = "Word for word:\n";

    private readonly List<SummaryWritten> summaries = [];

    public void Add(SummaryWritten written)
    {
        if (written.From == EndOf(summaries) + 1)
            summaries.Add(written);
    }

    /// <summary>
    /// The summaries of everything up to an entry. The last one may reach further, in which case its reader has those entries word for word
    /// too.
    /// </summary>
    /// <param name="to">The last entry of the range.</param>
    /// <param name="asOf">
    /// The last entry that the reader knows. Later summaries are ignored, so that what was read before does not change.
    /// </param>
    public IReadOnlyList<SummaryWritten> UpTo(long to, long asOf) =>
        [.. summaries.TakeWhile(written => written.From <= to && written.Seq <= asOf)];

    /// <summary>The last entry that these summaries cover; 0 if there are none.</summary>
    public static long EndOf(IReadOnlyList<SummaryWritten> summaries) => summaries.Count > 0 ? summaries[^1].To : 0;

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
