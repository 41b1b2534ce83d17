namespace Baton.Texts.Summaries;

/// <summary>The chosen pieces and their size. A piece that is contained in another is not repeated.</summary>
internal sealed class Choice(int budget, Func<string, int> count)
{
    private readonly Dictionary<ulong, Piece> whole = [];
    private readonly WordRuns within = new();
    private readonly HashSet<Piece> chosen = [];
    private readonly HashSet<string> speakers = new(StringComparer.Ordinal);

    /// <summary>The tokens of the pieces.</summary>
    public int Tokens { get; private set; }

    /// <summary>Whether the pieces are listed under their speakers' names.</summary>
    public bool IsHeaded { get; private set; }

    public IEnumerable<Piece> Pieces => chosen;

    public int Left => budget - Tokens;

    /// <summary>Takes every piece that is not contained in a chosen one, whatever the budget.</summary>
    public void TakeAll(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (!Holds(piece))
                Take(piece, CostOf(piece));
        }
    }

    /// <summary>Takes the pieces that fit, in their order.</summary>
    public void TakeFitting(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (Left <= 0)
                return;
            if (Holds(piece))
                continue;
            var cost = CostOf(piece);
            if (cost <= Left)
                Take(piece, cost);
        }
    }

    /// <summary>Lists the pieces under their speakers' names, if the names fit.</summary>
    public void Head()
    {
        var cost = speakers.Sum(HeadingCost);
        IsHeaded = cost <= Left;
        Tokens += IsHeaded ? cost : 0;
    }

    /// <summary>Adds the questions of the pieces that answer one, the likeliest first. A question is written once.</summary>
    public void AddQuestions()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var piece in chosen
                .Where(piece => piece.Question is not null && !piece.ShowsQuestion)
                .OrderByDescending(piece => piece.Worth)
                .ThenBy(piece => piece.Order)
        )
        {
            var cost = count($" ({piece.Question})");
            if (cost > Left || !asked.Add(piece.Question!))
                continue;
            piece.ShowsQuestion = true;
            piece.Tokens += cost;
            Tokens += cost;
        }
    }

    /// <summary>Removes a piece. Required pieces that were contained in it are listed on their own from then on.</summary>
    public void Drop(Piece piece)
    {
        chosen.Remove(piece);
        Tokens -= piece.Tokens;
        foreach (var absorbed in piece.Absorbed)
        {
            if (!absorbed.IsExact)
            {
                Drop(absorbed);
                Tokens += absorbed.Tokens;
            }
            else if (chosen.Add(absorbed))
            {
                Tokens += absorbed.Tokens;
            }
        }
    }

    private bool Holds(Piece piece) => within.Contains(piece.Hashes);

    // The cost of a piece: its words, and its speaker's name if that is new, less the pieces that it makes redundant.
    private int CostOf(Piece piece) =>
        piece.Tokens
        + (IsHeaded && !speakers.Contains(piece.Speaker) ? HeadingCost(piece.Speaker) : 0)
        - Within(piece).Sum(needless => needless.Tokens);

    private void Take(Piece piece, int cost)
    {
        foreach (var needless in Within(piece))
        {
            chosen.Remove(needless);
            piece.Absorbed.Add(needless);
        }

        chosen.Add(piece);
        speakers.Add(piece.Speaker);
        Tokens += cost;
        whole.TryAdd(WordRuns.Whole(piece.Hashes), piece);
        within.Add(piece.Hashes);
    }

    private HashSet<Piece> Within(Piece piece)
    {
        var pieces = new HashSet<Piece>();
        if (piece.Hashes.Length < 2)
            return pieces;
        foreach (var run in WordRuns.Within(piece.Hashes))
        {
            // A piece that is shown with its question or its mark says more than its words alone.
            if (whole.TryGetValue(run, out var found) && chosen.Contains(found) && found is { NeedsQuestion: false, IsSuperseded: false })
                pieces.Add(found);
        }

        return pieces;
    }

    private int HeadingCost(string speaker) => count(speaker) + 1;
}
