using System.Text;
using Baton.Handoffs.Facts;

namespace Baton.Handoffs.Summaries;

/// <summary>
/// Writes a summary from the words of the conversation alone, without a model: who said what, and answering which question. The same
/// input gives the same text.
/// </summary>
public static class ExtractiveSummary
{
    /// <summary>Writes the summary of a stretch.</summary>
    /// <param name="utterances">What was said, in order.</param>
    /// <param name="facts">The facts in it, as <see cref="FactFinder"/> gives them.</param>
    /// <param name="tokenBudget">
    /// The most tokens that it may take. Facts of the clearly defined kinds are in whatever it is; only they can make it longer.
    /// </param>
    /// <param name="countTokens">Counts the tokens of a text. Default: <see cref="WordCount"/>.</param>
    public static string Write(IReadOnlyList<Utterance> utterances, IReadOnlyList<Fact> facts, int tokenBudget, Func<string, int>? countTokens = null)
    {
        var count = countTokens ?? WordCount.Of;
        var pieces = Pieces.Of(utterances, facts, count);
        var choice = new Choice();
        Value(pieces, utterances, count);
        Fill(choice, pieces.Where(piece => piece.IsExact), int.MaxValue, count);
        var all = Fill(choice, pieces.Where(piece => !piece.IsExact), tokenBudget, count);
        if (all && choice.Tokens < tokenBudget)
        {
            var known = pieces.Count;
            Phrases.AddTo(pieces, utterances, facts, count);
            var phrases = pieces[known..];
            Value(phrases, utterances, count);
            Fill(choice, phrases, tokenBudget, count);
        }

        return Text(choice, tokenBudget, count);
    }

    internal static void Value(IEnumerable<Piece> pieces, IReadOnlyList<Utterance> utterances, Func<string, int> count)
    {
        var features = new List<int>();
        foreach (var piece in pieces)
        {
            Worth.Features(piece, utterances, features);
            piece.Worth = Worth.Of(features);
            piece.Hashes = Choice.HashesOf(piece.NeedsQuestion ? $"{piece.Text} {piece.Question}" : piece.Text);
            if (piece.NeedsQuestion)
                piece.Tokens += count($" ({piece.Question})");
        }
    }

    private static bool Fill(Choice choice, IEnumerable<Piece> pieces, int budget, Func<string, int> count)
    {
        var all = true;
        foreach (var piece in pieces.OrderByDescending(piece => piece.Worth / piece.Tokens).ThenBy(piece => piece.Order))
        {
            if (choice.Holds(piece))
                continue;
            var cost = choice.CostOf(piece, count);
            if (budget == int.MaxValue || choice.Tokens + cost <= budget)
                choice.Add(piece, cost);
            else
                all = false;
        }

        return all;
    }

    private static string Text(Choice choice, int budget, Func<string, int> count)
    {
        var text = new StringBuilder();
        var left = budget - choice.Tokens;
        foreach (var group in choice.Chosen.OrderBy(piece => piece.Order).GroupBy(piece => piece.Speaker))
        {
            text.Append(group.Key).Append(":\n");
            foreach (var piece in group)
            {
                text.Append(piece.Text);
                if (piece.NeedsQuestion)
                    text.Append($" ({piece.Question})");
                text.Append('\n');
            }
        }

        return text.ToString().TrimEnd();
    }
}
