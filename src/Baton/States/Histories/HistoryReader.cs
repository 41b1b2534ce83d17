using System.Globalization;
using System.Text;
using Baton.Teams.Clearances;
using Baton.Texts.Clearances;

namespace Baton.States.Histories;

/// <summary>What one agent may read of one conversation.</summary>
internal sealed class HistoryReader(Transcript transcript, ReaderAccess reader)
{
    // A page: what a model reads at once without losing its thread.
    private const int LongestPage = 12_000;

    /// <summary>How sensitive what was read is: a reader with less clearance would have read something else.</summary>
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
