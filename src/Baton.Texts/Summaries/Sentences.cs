using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>The customer's sentences, the latest first. They fill the room that facts and phrases leave.</summary>
internal static class Sentences
{
    private const int Longest = 60;
    private const int LongestText = 600;

    /// <summary>The sentences of a stretch, without answers that are shown with their questions already.</summary>
    public static IEnumerable<Piece> Of(IReadOnlyList<Utterance> utterances, IEnumerable<Piece> chosen, int order, Func<string, int> count)
    {
        var answers = chosen.Where(piece => piece.NeedsQuestion).Select(piece => piece.Text).ToHashSet(StringComparer.Ordinal);
        for (var said = utterances.Count - 1; said >= 0; said--)
        {
            if (!utterances[said].IsCustomer)
                continue;
            var passage = new Passage(utterances[said].Text);
            for (var at = 0; at < passage.Count; )
            {
                var end = at + 1;
                while (end < passage.Count && !passage.Has(end, Shape.First) && !passage.Has(end, Shape.NewLine))
                    end++;
                // Two or three words alone are a greeting or thanks, and a very long sentence is no help.
                if (
                    end - at is > 3 and <= Longest
                    && passage[end - 1].End - passage[at].Start <= LongestText
                    && !answers.Contains(passage.Words(at, end).TrimEnd('.', '!', '?'))
                )
                    yield return PieceOf(passage.Words(at, end), utterances[said], said, order + said, count);
                at = end;
            }
        }
    }

    private static Piece PieceOf(string text, Utterance utterance, int said, int order, Func<string, int> count) =>
        new(text, text, null, order)
        {
            Speaker = utterance.Speaker,
            IsCustomer = true,
            FirstSaid = said,
            LastSaid = said,
            Tokens = count(text),
            Hashes = WordRuns.HashesOf(text),
        };
}
