namespace Baton.Texts.Facts;

/// <summary>
/// Marks which values are the latest, in one pass that remembers only the customer's last value of each kind and for each question. A wrong
/// mark does more harm than a missing one, so unclear cases stay unmarked.
/// </summary>
internal static class Corrections
{
    /// <summary>Whether something is taken back: "actually", "I meant", "change it to".</summary>
    public static bool IsIn(Passage passage)
    {
        for (var at = 0; at < passage.Count; at++)
        {
            if (
                passage.Has(at, WordClass.Correction) && !passage.Is(at, "change")
                || passage.Is(at, "change") && passage.Is(at + 1, "it", "that", "the", "my", "to", "from")
            )
                return true;
        }

        return passage.Is(0, "no") && passage.Count > 3;
    }

    public static IReadOnlyList<Fact> Mark(IReadOnlyList<Fact> facts)
    {
        var superseded = new HashSet<int>();
        var lastOf = new Dictionary<string, (int At, int Before)>(StringComparer.Ordinal);
        var lastUnder = new Dictionary<(string Question, string Sort), int>();
        for (var at = 0; at < facts.Count; at++)
        {
            var fact = facts[at];
            if (!fact.IsCustomer || SortOf(fact) is not { } sort)
                continue;
            var (last, before) = lastOf.TryGetValue(sort, out var known) ? known : (-1, -1);
            if (last >= 0 && facts[last].Seq == fact.Seq)
            {
                // "Change it from the 8th to the 9th": the value that is repeated first is the old one. Otherwise both are valid: "from the
                // 8th to the 9th".
                if (fact.IsCorrection && before >= 0 && facts[before].Value == facts[last].Value)
                    Take([last, before], at);
            }
            else
            {
                // "Actually, make it the 9th": the previous value of this kind is no longer valid.
                if (fact.IsCorrection && last >= 0)
                    Take([last], at);
                before = last;
            }

            // The same question answered again.
            if (fact.IsWholeAnswer && lastUnder.TryGetValue((fact.Question!, sort), out var answered) && facts[answered].Seq != fact.Seq)
                Take([answered], at);
            lastOf[sort] = (at, before);
            if (fact.IsWholeAnswer)
                lastUnder[(fact.Question!, sort)] = at;
        }

        return superseded.Count == 0
            ? facts
            : [.. facts.Select((fact, at) => superseded.Contains(at) ? fact with { IsSuperseded = true } : fact)];

        void Take(ReadOnlySpan<int> earlier, int at)
        {
            foreach (var before in earlier)
            {
                if (facts[before].Value != facts[at].Value)
                    superseded.Add(before);
            }
        }
    }

    // What a value can replace: one of its own kind; for times, a time of day or a length.
    private static string? SortOf(Fact fact) =>
        fact.Kind switch
        {
            FactKind.Time => fact.Value.Contains(':', StringComparison.Ordinal) ? "time of day" : "length of time",
            FactKind.Name when !fact.IsWholeAnswer => null,
            FactKind.Quote or FactKind.Answer or FactKind.Other or FactKind.Identifier => null,
            var kind => kind.ToString(),
        };
}
