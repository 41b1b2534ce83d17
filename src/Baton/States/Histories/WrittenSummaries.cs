using System.Globalization;
using Baton.Journals.Entries;

namespace Baton.States.Histories;

/// <summary>
/// The stretches that models were asked to write prose for, one behind the other from the beginning: whoever needs more adds a stretch, so
/// that nothing is paid for twice and no prose is ever made of prose.
/// </summary>
internal sealed class WrittenSummaries
{
    private const string FactsHeading = "Word for word:\n";

    private readonly List<SummaryWritten> stretches = [];

    public void Add(SummaryWritten written)
    {
        if (written.From == EndOf(stretches) + 1)
            stretches.Add(written);
    }

    /// <summary>The stretches that stand for everything up to an entry. The last may reach further: its reader has that word for word too.</summary>
    /// <param name="to">The last entry of the range.</param>
    /// <param name="asOf">The last entry that is known: what was written later changes nothing that was read before.</param>
    public IReadOnlyList<SummaryWritten> UpTo(long to, long asOf) =>
        [.. stretches.TakeWhile(written => written.From <= to && written.Seq <= asOf)];

    /// <summary>The last entry of such stretches; 0 when there are none.</summary>
    public static long EndOf(IReadOnlyList<SummaryWritten> stretches) => stretches.Count > 0 ? stretches[^1].To : 0;

    /// <summary>
    /// The prose of such stretches, in order, within so many tokens, and what leads on to the facts behind it: what does not fit is left
    /// out, the oldest first. Empty when nothing fits.
    /// </summary>
    public static string Prose(IReadOnlyList<SummaryWritten> stretches, int tokens, Func<string, int> countTokens)
    {
        var parts = new List<string>();
        tokens -= countTokens(FactsHeading);
        foreach (var written in stretches.Reverse())
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
