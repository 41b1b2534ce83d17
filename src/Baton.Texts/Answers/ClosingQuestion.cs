namespace Baton.Texts.Answers;

/// <summary>
/// Judges whether a reply leaves the word with the customer: whether it ends with a question or a request, in any of the languages of
/// Questions.txt. A courtesy ("Is there anything else I can help with?"), a quotation and the title of a link ask nothing.
/// </summary>
public static class ClosingQuestion
{
    // How many sentences may stand behind a question: any, and such as say nothing about whether it was one.
    private const int MostBehind = 12;
    private const int MostUnknownBehind = 2;

    // A signature has this many words.
    private const int LongestSignature = 2;

    private const int MostMatches = 48;

    private static readonly Lazy<PhraseBook> Book = new(() => PhraseBook.Read("Baton.Questions.txt", Enum.GetNames<Sign>()));

    private enum Sign
    {
        Mark,
        Request,
        Asks,
        Optional,
        Courtesy,
        Tag,
        Why,
        Ask,
        Follows,
        Thanks,
        Answer,
    }

    /// <summary>Whether a reply asks the customer something that it waits for.</summary>
    public static bool IsIn(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Span<SentenceWords.Place> places = stackalloc SentenceWords.Place[SentenceWords.Most];
        Span<PhraseMatch> found = stackalloc PhraseMatch[MostMatches];
        var sentences = new SentencesFromEnd(reply);
        var unknown = 0;
        var items = 0;
        var isAnswered = false;
        for (var behind = 0; behind < MostBehind && unknown <= MostUnknownBehind && sentences.MoveToPrevious(); behind++)
        {
            var words = new SentenceWords(sentences.Current, places);
            if (sentences.IsMarked && words.Count == 0 && behind == 0 && reply.AsSpan().Trim().Length == sentences.Current.Length)
                return true;
            if (words.Count == 0 || sentences.IsQuoted)
                continue;
            var signs = new Signs(words, found[..Book.Value.Find(words, found)], Book.Value);
            if (sentences.IsMarked || signs.Has(Sign.Mark))
            {
                if (signs.IsCourtesy)
                    continue;
                return unknown + items == 0 || (signs.Has(Sign.Ask) && !signs.Has(Sign.Why) && !isAnswered);
            }

            if (signs.IsRequest)
                return true;
            if (sentences.IsItem)
                items++;
            else if (!signs.SaysNothing && (words.Count > LongestSignature || SentenceWords.StandsAlone(words[0][0])))
                unknown++;
            isAnswered = signs.Has(Sign.Answer);
        }

        return false;
    }

    // What the phrases of a sentence say.
    private readonly ref struct Signs
    {
        private readonly int signs;

        public Signs(in SentenceWords words, ReadOnlySpan<PhraseMatch> found, PhraseBook book)
        {
            var (request, courtesy) = (-1, -1);
            foreach (var match in found)
            {
                // "We deliver on Friday, okay?"
                if (match.Label == (int)Sign.Tag && match.Start > 0 && !words.IsAfterBreak(match.Start))
                    continue;
                signs |= 1 << match.Label;
                if (request < 0 && match.Label == (int)Sign.Request)
                    request = match.Start;
                if (courtesy < 0 && match.Label == (int)Sign.Courtesy)
                    courtesy = match.Start;
            }

            // "Send me the number, and let me know if you have any questions" requests something; "let me know if there is more" does not.
            IsRequest =
                Has(Sign.Asks)
                || (
                    request >= 0 && !Has(Sign.Optional) && (courtesy < 0 || book.ClauseOf(words, request) < book.ClauseOf(words, courtesy))
                );
        }

        public bool IsRequest { get; }

        public bool IsCourtesy => Has(Sign.Tag) || (Has(Sign.Courtesy) && !Has(Sign.Asks));

        public bool SaysNothing => Has(Sign.Thanks) || Has(Sign.Tag) || Has(Sign.Courtesy) || Has(Sign.Follows);

        public bool Has(Sign sign) => (signs & (1 << (int)sign)) != 0;
    }
}
