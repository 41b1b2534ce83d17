using Baton.Handoffs.Facts;

namespace Baton.Handoffs.Summaries;

/// <summary>Checks a summary, whoever wrote it, against the facts of the stretch that it stands for (rule 8).</summary>
public static class SummaryCheck
{
    /// <summary>The facts of the clearly defined kinds that the summary holds neither word for word nor in other words of the same value.</summary>
    /// <param name="summary">The text as its receiver reads it.</param>
    /// <param name="facts">The facts of the stretch.</param>
    public static IReadOnlyList<Fact> Missing(string summary, IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var runs = new WordRuns();
        runs.Add(WordRuns.HashesOf(summary));
        var values = FoundIn(summary).Select(fact => (fact.Kind, fact.Value)).ToHashSet();
        return [.. facts.Where(fact => fact.IsExact && !values.Contains((fact.Kind, fact.Value)) && !Holds(runs, summary, fact.Text))];
    }

    /// <summary>The amounts, days, times, numbers, codes and addresses in a summary that the stretch does not hold: somebody made them up.</summary>
    /// <param name="summary">The text as its writer gave it.</param>
    /// <param name="facts">The facts of the stretch.</param>
    public static IReadOnlyList<Fact> Invented(string summary, IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var runs = new WordRuns();
        var values = new HashSet<(FactKind, string)>();
        foreach (var fact in facts)
        {
            runs.Add(WordRuns.HashesOf(fact.Text));
            values.Add((fact.Kind, fact.Value));
        }

        return [.. FoundIn(summary).Where(fact => fact.IsExact && fact.Kind != FactKind.Quote
            && !values.Contains((fact.Kind, fact.Value)) && !runs.Contains(WordRuns.HashesOf(fact.Text)))];
    }

    // A text longer than what a run remembers is looked for as it is; there are few.
    private static bool Holds(WordRuns runs, string summary, string text)
    {
        var words = WordRuns.HashesOf(text);
        return runs.Contains(words) || words.Length > WordRuns.Longest && summary.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    // Each line by itself: a list's values must not run together.
    private static IEnumerable<Fact> FoundIn(string summary) =>
        FactFinder.Find([.. summary.Split('\n').Select((line, at) => new Utterance("summary", line, at, IsCustomer: false))]);
}
