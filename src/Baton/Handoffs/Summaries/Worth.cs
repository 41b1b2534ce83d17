using Baton.Handoffs.Facts;

namespace Baton.Handoffs.Summaries;

/// <summary>How likely the next participant needs a piece.</summary>
internal static class Worth
{
    /// <summary>The features of a piece, each an index into the weights.</summary>
    public static void Features(Piece piece, IReadOnlyList<Utterance> utterances, List<int> features)
    {
        features.Clear();
        var count = utterances.Count;
        features.Add(piece.Kind is { } kind ? (int)kind : 13);
        features.Add(14 + (piece.ByCustomer ? piece.ByOthers ? 2 : 1 : 0));
        features.Add(17 + Math.Min(piece.Mentions, 4) - 1);
        features.Add(21 + Age(count - piece.LastSaid));
        features.Add(27 + Age(count - piece.FirstSaid));
        if (piece.FirstSaid < 2)
            features.Add(33);
        if (piece.IsAnswer)
            features.Add(34);
        features.Add(35 + Math.Min(piece.Tokens, 6) - 1);
        if (piece.IsSuperseded)
            features.Add(41);
        if (char.IsUpper(piece.Text[0]))
            features.Add(42);
        if (piece.ByCustomer && piece.Kind == FactKind.Name)
            features.Add(43);
        if (piece.ByCustomer && piece.Kind == FactKind.Other)
            features.Add(44);
        if (piece.ByCustomer && piece.Kind == FactKind.Date)
            features.Add(45);
        if (piece.ByCustomer && piece.ByOthers && piece.Kind == FactKind.Name)
            features.Add(46);
        if (piece.NeedsQuestion)
            features.Add(47);
        if (char.IsAsciiDigit(piece.Text[0]))
            features.Add(48);
        if (piece.ByCustomer && piece.Kind == null)
            features.Add(49);
        if (piece.IsAnswer && piece.Kind == FactKind.Other)
            features.Add(50);
    }

    private static int Age(int utterances) => utterances switch
    {
        <= 2 => 0,
        <= 4 => 1,
        <= 7 => 2,
        <= 11 => 3,
        <= 16 => 4,
        _ => 5,
    };

    public static double Of(List<int> features)
    {
        var sum = Weights.Bias;
        foreach (var feature in features)
            sum += Weights.Of[feature];
        return 1 / (1 + Math.Exp(-sum));
    }
}
