using System.Globalization;
using System.Text;
using Baton.Teams.Clearances;
using Baton.Texts.Clearances;

namespace Baton.States.Histories;

/// <summary>Reads parts of the history for one agent, masked by its clearance.</summary>
internal sealed class HistoryReader(Transcript transcript, ReaderAccess reader)
{
    // In characters.
    private const int LongestPage = 12_000;

    /// <summary>The clearance that is needed to read the same as was read here.</summary>
    public Clearance Sensitivity { get; private set; }

    public string Read(long from, long to)
    {
        var page = new StringBuilder();
        foreach (var utterance in transcript.For(reader).Between(from, to))
        {
            if (page.Length > LongestPage)
                return page.Append(CultureInfo.InvariantCulture, $"… more from entry {utterance.Seq} on.").ToString();
            page.Append(CultureInfo.InvariantCulture, $"{utterance.Seq} {utterance.Speaker}: ").Append(utterance.Text).Append('\n');
            while (Sensitivity < reader.Clearance && !transcript.For(reader.At(Sensitivity)).Reads(utterance))
                Sensitivity++;
        }

        return page.Length > 0 ? page.ToString() : $"Nothing was said from entry {from} to entry {to}.";
    }
}
