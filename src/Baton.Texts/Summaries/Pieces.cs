using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>Collects the pieces that a summary chooses from.</summary>
internal static class Pieces
{
    /// <summary>One piece for each value of the facts, in the order in which they were said.</summary>
    public static List<Piece> Of(IReadOnlyList<Utterance> utterances, IReadOnlyList<Fact> facts, Func<string, int> count)
    {
        var index = new Dictionary<long, int>(utterances.Count);
        for (var at = 0; at < utterances.Count; at++)
            index[utterances[at].Seq] = at;
        var pieces = new List<Piece>();
        var byValue = new Dictionary<string, Piece>(facts.Count, StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            var said = index.GetValueOrDefault(fact.Seq, utterances.Count);
            var isYesOrNo = fact.Kind == FactKind.Answer && IsYesOrNo(fact.Text);
            // A name, an answer and other words may be the same piece; an error code is never an order number.
            var value =
                isYesOrNo ? $"{fact.Value}?{fact.Question}"
                : fact.IsExact ? $"{fact.Kind}:{fact.Value}"
                : fact.Value;
            if (byValue.TryGetValue(value, out var piece))
            {
                Again(piece, fact, said, count);
                continue;
            }

            piece = new Piece(fact.Text, value, fact.Kind, pieces.Count)
            {
                Speaker = fact.Speaker,
                IsCustomer = fact.IsCustomer,
                Question = fact.Question,
                IsExact = fact.IsExact,
                IsSuperseded = fact.IsSuperseded,
                Mentions = 1,
                ByCustomer = fact.IsCustomer,
                ByOthers = !fact.IsCustomer,
                FirstSaid = said,
                LastSaid = said,
                IsAnswer = fact.Question is not null,
                NeedsQuestion = isYesOrNo,
                ShowsQuestion = isYesOrNo,
                Tokens = count(fact.Text),
            };
            byValue.Add(value, piece);
            pieces.Add(piece);
        }

        foreach (var piece in pieces)
        {
            // A question or a mark that is shown with it counts too.
            piece.Tokens +=
                (piece.NeedsQuestion ? count($" ({piece.Question})") : 0) + (piece.IsSuperseded ? count(Piece.SupersededMark) : 0);
            piece.Hashes = WordRuns.HashesOf(piece.NeedsQuestion ? $"{piece.Text} {piece.Question}" : piece.Text);
        }

        return pieces;
    }

    private static void Again(Piece piece, Fact fact, int said, Func<string, int> count)
    {
        piece.Mentions += said == piece.LastSaid ? 0 : 1;
        piece.LastSaid = said;
        piece.IsExact |= fact.IsExact;
        piece.IsSuperseded &= fact.IsSuperseded;
        piece.IsAnswer |= fact.Question is not null;
        if (piece.Kind == FactKind.Answer || piece.Kind == FactKind.Other && fact.Kind != FactKind.Answer)
            piece.Kind = fact.Kind;
        // The customer's own wording is preferred, and of two wordings of one value the shorter.
        if (fact.IsCustomer && !piece.IsCustomer)
            (piece.Speaker, piece.IsCustomer, piece.Question, piece.Text, piece.Tokens) = (
                fact.Speaker,
                true,
                fact.Question,
                fact.Text,
                count(fact.Text)
            );
        piece.ByCustomer |= fact.IsCustomer;
        piece.ByOthers |= !fact.IsCustomer;
        if (
            fact.Speaker == piece.Speaker
            && fact.Text.Length < piece.Text.Length
            && count(fact.Text) is var tokens
            && tokens < piece.Tokens
        )
            (piece.Text, piece.Tokens) = (fact.Text, tokens);
    }

    private static bool IsYesOrNo(string text) => text.Length < 120 && Questions.IsYesOrNo(new Passage(text));
}
