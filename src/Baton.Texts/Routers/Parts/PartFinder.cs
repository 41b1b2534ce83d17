namespace Baton.Texts.Routers.Parts;

/// <summary>A part of a message as a model judges it.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Judgement">What it is about.</param>
internal sealed record Part(int Start, int End, Judgement Judgement);

/// <summary>Joins clauses to the most plausible parts of a message.</summary>
internal static class PartFinder
{
    // The confidence that a part needs to stand alone; less if the customer marks a new request.
    private const double LeastSure = 0.7;
    private const double LeastSureMarked = 0.5;
    private const int LeastWords = 2;

    /// <summary>
    /// Finds the division with the largest sum over all parts of (the confidence of the part's best route, less what a part needs), by
    /// dynamic programming over the clauses. Neighbouring parts about the same thing are joined.
    /// </summary>
    /// <param name="clauses">At least one clause.</param>
    /// <param name="judge">Judges a stretch of the message.</param>
    public static List<Part> Find(IReadOnlyList<Clause> clauses, Func<int, int, Judgement> judge)
    {
        var count = clauses.Count;
        var best = new double[count + 1];
        var last = new Part[count + 1];
        var from = new int[count + 1];
        for (var to = 1; to <= count; to++)
        {
            best[to] = double.NegativeInfinity;
            for (var begin = 0; begin < to; begin++)
            {
                var isWhole = begin == 0 && to == count;
                if (!isWhole && clauses.Skip(begin).Take(to - begin).Sum(clause => clause.Words) < LeastWords)
                    continue;
                var part = new Part(clauses[begin].Start, clauses[to - 1].End, judge(clauses[begin].Start, clauses[to - 1].End));
                var value = best[begin] + Sureness(part.Judgement) - (clauses[begin].Marked ? LeastSureMarked : LeastSure);
                if (value > best[to])
                    (best[to], last[to], from[to]) = (value, part, begin);
            }
        }

        var parts = new List<Part>();
        for (var to = count; to > 0; to = from[to])
            parts.Insert(0, last[to]);
        Merge(parts, judge);
        return parts;
    }

    private static double Sureness(Judgement judged) =>
        judged.Confidences.Length == 0 ? 0 : judged.Confidences.Max() * (1 - judged.OutOfScope);

    private static void Merge(List<Part> parts, Func<int, int, Judgement> judge)
    {
        for (var at = 1; at < parts.Count; )
        {
            if (Best(parts[at - 1].Judgement) != Best(parts[at].Judgement))
            {
                at++;
                continue;
            }

            parts[at - 1] = new(parts[at - 1].Start, parts[at].End, judge(parts[at - 1].Start, parts[at].End));
            parts.RemoveAt(at);
        }
    }

    private static int Best(Judgement judged) => Array.IndexOf(judged.Confidences, judged.Confidences.Max());
}
