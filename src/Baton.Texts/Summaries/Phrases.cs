using System.Runtime.CompilerServices;
using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>Informative words between the facts: "large car", "leaving from". They fill the remaining room.</summary>
internal static class Phrases
{
    private const int Longest = 12;

    /// <summary>The phrases of a stretch that are not among the pieces yet. Their order continues after those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<Piece> Of(
        IReadOnlyList<Piece> pieces,
        IReadOnlyList<Utterance> utterances,
        IReadOnlyList<Fact> facts,
        Func<string, int> count
    )
    {
        var phrases = new List<Piece>();
        var byValue = new Dictionary<string, Piece>(StringComparer.Ordinal);
        foreach (var piece in pieces)
            byValue.TryAdd(piece.Value, piece);
        var next = 0;
        for (var said = 0; said < utterances.Count; said++)
        {
            var utterance = utterances[said];
            var passage = new Passage(utterance.Text);
            var taken = Taken(passage, facts, ref next, utterance.Seq);
            for (var at = 0; at < passage.Count; )
            {
                var end = at;
                while (
                    end < at + Longest
                    && end < passage.Count
                    && !taken[end]
                    && Says(passage, end)
                    && !(end > at && (passage.Has(end, Shape.First) || passage.Has(end, Shape.NewLine)))
                )
                    end++;
                // A single plain word of an agent's does not help a reader.
                if (end > at + (utterance.IsCustomer ? 0 : 1))
                    Add(passage.Words(at, end), utterance, said);
                at = Math.Max(end, at + 1);
            }
        }

        return phrases;

        void Add(string text, Utterance utterance, int said)
        {
            var value = Passage.Plain(text);
            if (byValue.TryGetValue(value, out var piece))
            {
                // A fact has its weight already; a repeated phrase counts more.
                piece.Mentions += said == piece.LastSaid ? 0 : 1;
                piece.LastSaid = said;
                piece.ByCustomer |= utterance.IsCustomer;
                piece.ByOthers |= !utterance.IsCustomer;
                return;
            }

            piece = new Piece(text, value, null, pieces.Count + phrases.Count)
            {
                Speaker = utterance.Speaker,
                IsCustomer = utterance.IsCustomer,
                Mentions = 1,
                ByCustomer = utterance.IsCustomer,
                ByOthers = !utterance.IsCustomer,
                FirstSaid = said,
                LastSaid = said,
                Tokens = count(text),
                Hashes = WordRuns.HashesOf(text),
            };
            byValue.Add(value, piece);
            phrases.Add(piece);
        }
    }

    // The lexemes that belong to facts. Facts come in the order of the text, an answer or quote before those inside it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool[] Taken(Passage passage, IReadOnlyList<Fact> facts, ref int next, long seq)
    {
        var taken = new bool[passage.Count];
        var lexeme = 0;
        while (next < facts.Count && facts[next].Seq < seq)
            next++;
        for (var from = 0; next < facts.Count && facts[next].Seq == seq; next++)
        {
            var fact = facts[next];
            if (fact.Kind is FactKind.Answer or FactKind.Quote)
                continue;
            var start = passage.Text.IndexOf(fact.Text, from, StringComparison.Ordinal);
            if (start < 0)
                continue;
            from = start + fact.Text.Length;
            while (lexeme < passage.Count && passage[lexeme].Start < from)
            {
                taken[lexeme] = passage[lexeme].Start >= start;
                lexeme++;
            }
        }

        return taken;
    }

    private static bool Says(Passage passage, int at) =>
        passage.IsWord(at)
        && (passage[at].Class & (WordClass.Starter | WordClass.Yes | WordClass.No)) == 0
        && passage.Span(at).Length is > 1 and < 40;
}
