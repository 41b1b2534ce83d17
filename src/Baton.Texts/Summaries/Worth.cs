using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>The probability that the next participant needs a piece: a logistic function of its features.</summary>
internal static class Worth
{
    /// <summary>Sets the worth of each piece.</summary>
    public static void Weigh(IEnumerable<Piece> pieces, int utterances)
    {
        Span<int> features = stackalloc int[Weights.MostFeatures];
        foreach (var piece in pieces)
        {
            var sum = Weights.Bias;
            foreach (var feature in features[..Features(piece, utterances, features)])
                sum += Weights.Of[feature];
            piece.Worth = 1 / (1 + Math.Exp(-sum));
        }
    }

    /// <summary>The features of a piece, each as an index into the weights. Returns their number.</summary>
    public static int Features(Piece piece, int utterances, Span<int> features)
    {
        var count = 0;
        features[count++] = piece.Kind is { } kind ? (int)kind : 13;
        features[count++] =
            14
            + (
                piece.ByCustomer
                    ? piece.ByOthers
                        ? 2
                        : 1
                    : 0
            );
        features[count++] = 17 + Math.Min(piece.Mentions, 4) - 1;
        features[count++] = 21 + Age(utterances - piece.LastSaid);
        features[count++] = 27 + Age(utterances - piece.FirstSaid);
        features[count++] = 33 + Math.Min(piece.Tokens, 6) - 1;
        if (piece.FirstSaid < 2)
            features[count++] = 39;
        if (piece.IsAnswer)
            features[count++] = 40;
        if (piece.IsSuperseded)
            features[count++] = 41;
        if (char.IsUpper(piece.Text[0]))
            features[count++] = 42;
        if (char.IsAsciiDigit(piece.Text[0]))
            features[count++] = 43;
        if (piece.NeedsQuestion)
            features[count++] = 44;
        if (piece.IsAnswer && piece.Kind == FactKind.Other)
            features[count++] = 45;
        if (piece.ByCustomer)
            features[count++] = piece.Kind switch
            {
                null => 46,
                FactKind.Name => 47,
                FactKind.Other => 48,
                _ => 49,
            };
        return count;
    }

    private static int Age(int utterances) =>
        utterances switch
        {
            <= 2 => 0,
            <= 4 => 1,
            <= 7 => 2,
            <= 11 => 3,
            <= 16 => 4,
            _ => 5,
        };
}
