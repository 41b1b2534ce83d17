using System.Globalization;
using System.Text;
using Baton.Teams.Clearances;
using Baton.Teams.Markers;
using Baton.Texts.Clearances;
using Baton.Texts.Facts;
using Baton.Texts.Searches;

namespace Baton.States.Histories;

/// <summary>Reads and searches the history for one agent, masked by its clearance. A page is bounded, and so is the work for it.</summary>
/// <param name="transcript">What was said.</param>
/// <param name="reader">What the agent may see.</param>
/// <param name="window">Its context window in tokens: a page has half as many characters at most.</param>
internal sealed class HistoryReader(Transcript transcript, ReaderAccess reader, int window)
{
    private const int MostHits = 20;

    // In characters, as the lengths below.
    private const int MostSearched = 4_000_000;

    private readonly int longestPage = Math.Clamp(window / 2, 500, 12_000);
    private readonly int longestText = Math.Clamp(window / 3, 400, 8_000);
    private readonly int longestHit = Math.Clamp(window / 50, 100, 400);

    /// <summary>The clearance that is needed to read the same as was read here.</summary>
    public Clearance Sensitivity { get; private set; }

    public string Read(long from, long to)
    {
        var page = new StringBuilder();
        foreach (var utterance in transcript.For(reader).Between(from, to))
        {
            if (page.Length > longestPage)
                return page.Append(CultureInfo.InvariantCulture, $"… more from entry {utterance.Seq} on.").ToString();
            Add(page, utterance, TextPart.First(utterance.Text, longestText));
            if (utterance.Text.Length > longestText)
                page.Append(CultureInfo.InvariantCulture, $"(cut: it has {utterance.Text.Length:N0} characters; read on with ")
                    .Append(CultureInfo.InvariantCulture, $"\"entry\": {utterance.Seq}, \"offset\": {longestText})\n");
        }

        return page.Length > 0 ? page.ToString() : $"Nothing was said from entry {from} to entry {to}.";
    }

    /// <summary>What was said in one entry, from an offset on.</summary>
    public string ReadPart(long entry, long offset)
    {
        foreach (var utterance in transcript.For(reader).Between(entry, entry))
        {
            var text = utterance.Text;
            if (offset >= text.Length)
                return string.Create(CultureInfo.InvariantCulture, $"Entry {entry} has {text.Length} characters: that is behind its end.");
            var page = new StringBuilder();
            var from = (int)offset - (offset > 0 && char.IsLowSurrogate(text[(int)offset]) ? 1 : 0);
            var to = Math.Min(text.Length, from + longestText);
            to -= to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
            // One entry alone, letter for letter: nobody else's could be on this page.
            Add(page, utterance, text[from..to], isAlone: true);
            return to == text.Length
                ? page.Append("(This is its end.)").ToString()
                : page.Append(CultureInfo.InvariantCulture, $"… more with \"offset\": {to}, of {text.Length}.").ToString();
        }

        return $"Nothing was said in entry {entry}.";
    }

    /// <summary>The entries that contain all of the words, the newest first.</summary>
    public string Search(string words, long from, long to)
    {
        var search = new WordSearch(words);
        if (search.IsEmpty)
            return "There is no word to search for.";
        var page = new StringBuilder();
        var (hits, searched) = (0, 0L);
        foreach (var utterance in transcript.For(reader).Backwards(from, to))
        {
            if (hits == MostHits || page.Length > longestPage || searched > MostSearched)
                return page.Append(CultureInfo.InvariantCulture, $"… search again with \"to\": {utterance.Seq} for earlier ones.")
                    .ToString();
            searched += utterance.Text.Length;
            if (search.IndexIn(utterance.Text) is not (>= 0 and var at))
                continue;
            Add(page, utterance, TextPart.Around(utterance.Text, at, longestHit));
            hits++;
        }

        return page.Length > 0 ? page.ToString() : "No entry contains all of these words. Try fewer, or another form.";
    }

    private void Add(StringBuilder page, Utterance utterance, string text, bool isAlone = false)
    {
        // Only an entry begins at the left edge, so that no line of a text reads as an entry of somebody else.
        page.Append(CultureInfo.InvariantCulture, $"{utterance.Seq} {utterance.Speaker}: ")
            .Append(isAlone ? text : OneLine.With(text, "\n  "))
            .Append('\n');
        while (Sensitivity < reader.Clearance && !transcript.For(reader.At(Sensitivity)).Reads(utterance))
            Sensitivity++;
    }
}
