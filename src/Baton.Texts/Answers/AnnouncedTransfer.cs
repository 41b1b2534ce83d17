namespace Baton.Texts.Answers;

/// <summary>
/// Recognises a reply that announces that somebody else takes over: "I'm connecting you to billing", "Ich verbinde Sie mit der Technik",
/// "为您转接". The languages are those of Transfers.txt. Offers and conditions announce nothing, nor does what is sent to the customer.
/// </summary>
public static class AnnouncedTransfer
{
    private const int MostMatches = 32;

    private static readonly Lazy<PhraseBook> Book = new(() => PhraseBook.Read("Baton.Transfers.txt", Enum.GetNames<Sign>()));

    private enum Sign
    {
        Announce,
        Excuse,
        Condition,
    }

    /// <summary>Whether the reply announces a transfer.</summary>
    public static bool IsIn(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Span<SentenceWords.Place> places = stackalloc SentenceWords.Place[SentenceWords.Most];
        Span<PhraseMatch> found = stackalloc PhraseMatch[MostMatches];
        var sentences = new SentencesFromEnd(reply);
        while (sentences.MoveToPrevious())
        {
            if (sentences.IsMarked || sentences.IsQuoted)
                continue;
            var words = new SentenceWords(sentences.Current, places, withoutQuotes: true);
            var matches = found[..Book.Value.Find(words, found)];
            foreach (var match in matches)
            {
                if (match.Label == (int)Sign.Announce && !IsExcused(words, match, matches))
                    return true;
            }
        }

        return false;
    }

    private static bool IsExcused(in SentenceWords words, PhraseMatch announced, ReadOnlySpan<PhraseMatch> matches)
    {
        foreach (var match in matches)
        {
            if (match.Label == (int)Sign.Condition)
                return true;
            if (
                match.Label == (int)Sign.Excuse
                && Book.Value.ClauseOf(words, match.End - 1) == Book.Value.ClauseOf(words, announced.End - 1)
            )
                return true;
        }

        return false;
    }
}
