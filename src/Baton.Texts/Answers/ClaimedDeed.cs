namespace Baton.Texts.Answers;

/// <summary>
/// A deed that a reply claims to be done: "I have refunded you", "Ihre Bestellung wurde storniert", "返金いたしました". Offers, conditions,
/// denials, quotations and reports of an earlier time are none. English, German, French, Spanish, Italian, Portuguese, Dutch, Japanese and
/// Chinese are known.
/// </summary>
/// <param name="Kind">What is claimed.</param>
/// <param name="Doers">The kinds of tools that do it.</param>
/// <param name="IsOfThing">Whether a thing is said to be in that state, by whomever: somebody else may have said so before.</param>
/// <param name="Words">The claim.</param>
public sealed record ClaimedDeed(DeedKinds Kind, DeedKinds Doers, bool IsOfThing, string Words)
{
    private const int MostMatches = 64;

    // What is longer than this holds words of every kind.
    private const int MostRead = 20_000;

    /// <summary>The deeds that a reply claims, in no order. Nearly every reply claims none, and then nothing is allocated.</summary>
    public static IReadOnlyList<ClaimedDeed> FindIn(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Span<SentenceWords.Place> places = stackalloc SentenceWords.Place[SentenceWords.Most];
        Span<PhraseMatch> matches = stackalloc PhraseMatch[MostMatches];
        var book = DeedBook.Instance;
        List<ClaimedDeed>? claims = null;
        var sentences = new SentencesFromEnd(reply);
        while (sentences.MoveToPrevious())
        {
            if (sentences.IsMarked || sentences.IsQuoted)
                continue;
            var words = new SentenceWords(sentences.Current, places, withoutQuotes: true);
            var found = matches[..book.Claims.Find(words, matches)];
            foreach (var match in found)
            {
                if (match.Label >= DeedBook.Excuse || IsExcused(words, match, found, book.Claims))
                    continue;
                var isOfThing = match.Label >= DeedBook.Passive;
                var kind = (DeedKinds)(1 << (match.Label - (isOfThing ? DeedBook.Passive : 0)));
                (claims ??= []).Add(
                    new ClaimedDeed(kind, book.DoersOf(kind), isOfThing, words.Text(match.Start, match.End - 1).ToString())
                );
            }
        }

        return claims ?? (IReadOnlyList<ClaimedDeed>)[];
    }

    /// <summary>The kinds of deeds that a tool's name, description or result speaks of.</summary>
    public static DeedKinds KindsOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return KindsIn(text, DeedBook.Instance.Roots, withoutQuotes: false);
    }

    /// <summary>The kinds of deeds that a customer tells of as done, in no quotation: "my card is locked".</summary>
    public static DeedKinds KindsToldIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FindIn(text).Aggregate(KindsIn(text, DeedBook.Instance.Done, withoutQuotes: true), (kinds, claim) => kinds | claim.Kind);
    }

    private static DeedKinds KindsIn(string text, PhraseBook phrases, bool withoutQuotes)
    {
        Span<SentenceWords.Place> places = stackalloc SentenceWords.Place[SentenceWords.Most];
        Span<PhraseMatch> matches = stackalloc PhraseMatch[MostMatches];
        var spaced = Spaced(text);
        var kinds = DeedKinds.None;
        foreach (var line in spaced.AsSpan().EnumerateLines())
        {
            var words = new SentenceWords(line, places, withoutQuotes);
            foreach (var match in matches[..phrases.Find(words, matches)])
                kinds |= (DeedKinds)(1 << match.Label);
        }

        return kinds;
    }

    // "cancelOrder" has two words. A line is a part that is read at once.
    private static string Spaced(string text)
    {
        var length = Math.Min(text.Length, MostRead);
        var spaced = new System.Text.StringBuilder(length + 16);
        for (var at = 0; at < length; at++)
        {
            if (at > 0 && char.IsUpper(text[at]) && char.IsLower(text[at - 1]))
                spaced.Append(' ');
            spaced.Append(text[at]);
            if (text[at] is '.' or ',' or '}' or ']' or ';' or '。' or '、')
                spaced.Append('\n');
        }

        return spaced.ToString();
    }

    // In the same clause, or the first word of the next.
    private static bool IsNear(in SentenceWords words, PhraseMatch later, PhraseMatch claim, PhraseBook book) =>
        book.ClauseOf(words, later.Start) - book.ClauseOf(words, claim.End - 1) is var apart
        && (apart == 0 || (apart == 1 && words.IsAfterBreak(later.Start)));

    private static bool IsExcused(in SentenceWords words, PhraseMatch claim, ReadOnlySpan<PhraseMatch> found, PhraseBook book)
    {
        var clause = -1;
        foreach (var match in found)
        {
            if (match.Label < DeedBook.Excuse)
                continue;
            if (match.Label == DeedBook.Report)
            {
                if (match.Start < claim.End)
                    return true;
                continue;
            }

            if (match.Label == DeedBook.Later)
            {
                if (claim.Label >= DeedBook.Passive && match.Start >= claim.End && IsNear(words, match, claim, book))
                    return true;
                continue;
            }

            // What is booked is booked for a day: no day says that it was long ago.
            if (
                match.Label == DeedBook.Excuse
                    ? match.Start >= claim.End
                    : claim.Label < DeedBook.Passive || claim.Label == DeedBook.Passive + int.Log2((int)DeedKinds.Book)
            )
                continue;
            clause = clause < 0 ? book.ClauseOf(words, claim.End - 1) : clause;
            if (book.ClauseOf(words, match.End - 1) == clause)
                return true;
        }

        return false;
    }
}
