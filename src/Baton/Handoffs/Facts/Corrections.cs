namespace Baton.Handoffs.Facts;

/// <summary>Tells which values are the latest. One pass: only the last value under each question and of each kind is remembered.</summary>
internal static class Corrections
{
    public static IReadOnlyList<Fact> Mark(IReadOnlyList<Fact> facts)
    {
        var superseded = new HashSet<int>();
        var lastUnder = new Dictionary<(string Question, FactKind Kind), int>();
        for (var at = 0; at < facts.Count; at++)
        {
            var fact = facts[at];
            if (fact.Question is null || !fact.IsCustomer)
                continue;
            // The same question, answered anew with a value of the same kind.
            var key = (fact.Question, fact.Kind);
            if (lastUnder.TryGetValue(key, out var before) && facts[before].Seq != fact.Seq && facts[before].Value != fact.Value)
                superseded.Add(before);
            lastUnder[key] = at;
        }

        if (superseded.Count == 0)
            return facts;
        return [.. facts.Select((fact, at) => superseded.Contains(at) ? fact with { IsSuperseded = true } : fact)];
    }
}
