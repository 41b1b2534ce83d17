using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>
/// Writes a summary from the words of the conversation alone, without a model: the facts, one a line, under the name of the speaker, with
/// the question that each answers. The same input gives the same text, and its time is linear in the length of the conversation.
/// </summary>
/// <remarks>
/// The clearly defined facts come first, whatever the budget; then what the next participant most likely needs, by likelihood for each
/// token; then the speakers' names; then less likely pieces and phrases; then the questions that the facts answer; and the customer's own
/// sentences get what is left.
/// </remarks>
public static class ExtractiveSummary
{
    // Pieces with less worth for each token come after the speakers' names, which help a reader more.
    private const double LeastBeforeNames = 0.02;

    /// <summary>Writes the summary of a stretch.</summary>
    /// <param name="utterances">What was said, in order.</param>
    /// <param name="facts">Its facts, from <see cref="FactFinder.Find"/>.</param>
    /// <param name="tokenBudget">The most tokens that it may take. Facts of the clearly defined kinds (all except names, answers and other
    /// words) are always included, and only they can make it longer: check the text's size if that matters.</param>
    /// <param name="countTokens">Counts the tokens of a text. Default: <see cref="WordCount.Of"/>.</param>
    public static string Write(
        IReadOnlyList<Utterance> utterances,
        IReadOnlyList<Fact> facts,
        int tokenBudget,
        Func<string, int>? countTokens = null
    )
    {
        ArgumentNullException.ThrowIfNull(utterances);
        ArgumentNullException.ThrowIfNull(facts);
        var count = countTokens ?? WordCount.Of;
        var pieces = Pieces.Of(utterances, facts, count);
        var choice = new Choice(tokenBudget, count);
        Worth.Weigh(pieces, utterances.Count);
        var exact = pieces.Where(piece => piece.IsExact).OrderByDescending(piece => piece.Hashes.Length).ThenBy(piece => piece.Order);
        choice.TakeAll(exact);
        var ranked = Ranked(pieces.Where(piece => !piece.IsExact)).ToList();
        choice.TakeFitting(ranked.TakeWhile(piece => piece.Density > LeastBeforeNames));
        choice.Head();
        if (choice.Left > 0)
            choice.TakeFitting(ranked.SkipWhile(piece => piece.Density > LeastBeforeNames));
        if (choice.Left > 0)
        {
            var phrases = Phrases.Of(pieces, utterances, facts, count);
            Worth.Weigh(phrases, utterances.Count);
            choice.TakeFitting(Ranked(phrases));
        }

        if (choice.Left > 0 && choice.IsHeaded)
            choice.AddQuestions();
        if (choice.Left > 0 && choice.IsHeaded)
            choice.TakeFitting(Sentences.Of(utterances, choice.Pieces, pieces.Count, count));
        return SummaryText.Of(choice, tokenBudget, count);
    }

    private static IOrderedEnumerable<Piece> Ranked(IEnumerable<Piece> pieces) =>
        pieces.OrderByDescending(piece => piece.Density).ThenBy(piece => piece.Order);
}
