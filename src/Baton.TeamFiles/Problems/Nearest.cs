namespace Baton.TeamFiles.Problems;

/// <summary>Finds what somebody meant who misspelt a word.</summary>
internal static class Nearest
{
    // A name has fewer letters, and a team fewer names; what comes from a hostile file must not cost more.
    private const int Longest = 200;

    /// <summary>A question for the end of a message, such as <c>: did you mean 'entry'?</c>, or nothing when no word is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) => To(word, known) is { } near ? $": did you mean '{near}'?" : "";

    /// <summary>The same, and where no word is near, all of them.</summary>
    public static string HintOrAll(string word, IReadOnlyCollection<string> known)
    {
        if (To(word, known) is { } near)
            return $": did you mean '{near}'?";
        return known.Count is 0 or > 40 ? "" : $": use {Words.Or(known)}";
    }

    /// <summary>The nearest word, or null when all are further than a third of the letters away.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length > Longest)
            return null;
        string? nearest = null;
        var allowed = Math.Max(1, word.Length / 3);
        foreach (var candidate in known.Take(Longest))
        {
            if (Math.Abs(candidate.Length - word.Length) > allowed)
                continue;
            var distance = Distance(Fold(word), Fold(candidate));
            if (distance > allowed || (nearest is not null && distance == allowed))
                continue;
            (nearest, allowed) = (candidate, distance);
        }

        return nearest;

        static string Fold(string text) => text.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
    }

    /// <summary>How many letters must be put in, taken out, changed or swapped with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var row = 0; row <= from.Length; row++)
            costs[row, 0] = row;
        for (var column = 0; column <= to.Length; column++)
            costs[0, column] = column;
        for (var row = 1; row <= from.Length; row++)
        {
            for (var column = 1; column <= to.Length; column++)
            {
                var change = from[row - 1] == to[column - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(costs[row - 1, column], costs[row, column - 1]) + 1, costs[row - 1, column - 1] + change);
                if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1])
                    cost = Math.Min(cost, costs[row - 2, column - 2] + 1);
                costs[row, column] = cost;
            }
        }

        return costs[from.Length, to.Length];
    }
}
