using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>
/// Writes a summary from the words of the conversation alone, without a model: the facts, each in a line, under the name of who said
/// it, with the question that it answers. The same input gives the same text, and its time grows with the length of the conversation.
/// </summary>
/// <remarks>
/// Room is given to the clearly defined facts first, whatever the budget; then to what the next participant most likely needs, by
/// likelihood for each token; then to the speakers' names; then to less likely pieces and phrases; then to the questions that the facts
/// answer; and what is left to the customer's own sentences.
/// </remarks>
public static class ExtractiveSummary
{
    // Pieces less likely for each token than this come after the speakers' names: a reader gains more from those.
    private const double LeastBeforeNames = 0.02;

    /// <summary>Writes the summary of a stretch.</summary>
    /// <param name="utterances">What was said, in order.</param>
    /// <param name="facts">The facts in it, as <see cref="FactFinder.Find"/> gives them.</param>
    /// <param name="tokenBudget">
    /// The most tokens that it may take. Facts of the clearly defined kinds (everything but names, answers and other words) are in
    /// whatever it is, and only they can make it longer: compare the text's size where that matters.
    /// </param>
    /// <param name="countTokens">Counts the tokens of a text. Default: <see cref="WordCount.Of"/>.</param>
    public static string Write(IReadOnlyList<Utterance> utterances, IReadOnlyList<Fact> facts, int tokenBudget, Func<string, int>? countTokens = null)
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
