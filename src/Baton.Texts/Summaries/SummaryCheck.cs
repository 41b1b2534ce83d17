using Baton.Texts.Facts;

namespace Baton.Texts.Summaries;

/// <summary>Checks a summary, whoever wrote it, against the facts of the stretch that it replaces (rule 8).</summary>
public static class SummaryCheck
{
    private const int MostListed = 5;

    /// <summary>
    /// The facts of the clearly defined kinds that the summary has neither word for word nor in other words with the same value.
    /// </summary>
    /// <param name="summary">The text as its receiver reads it.</param>
    /// <param name="facts">The facts of the stretch.</param>
    public static IReadOnlyList<Fact> Missing(string summary, IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var runs = new WordRuns();
        runs.Add(WordRuns.HashesOf(summary));
        var held = new HashSet<(FactKind, string)>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var found in FoundIn(summary))
        {
            held.Add((found.Kind, found.Value));
            codes.Add(found.Value);
        }

        // In any wording in which it was said. A code may also stand without the word before it: "E-1042" for "error code E-1042".
        foreach (var fact in facts)
        {
            if (
                fact.IsExact
                && (fact.Kind is FactKind.ErrorCode or FactKind.Number && codes.Contains(fact.Value) || Holds(runs, summary, fact.Text))
            )
                held.Add((fact.Kind, fact.Value));
        }

        return [.. facts.Where(fact => fact.IsExact && !held.Contains((fact.Kind, fact.Value)))];
    }

    /// <summary>The amounts, days, times, numbers, codes and addresses in a summary that the stretch does not contain.</summary>
    /// <param name="summary">The text as its writer wrote it.</param>
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

        return
        [
            .. FoundIn(summary)
                .Where(fact =>
                    fact.IsExact
                    && fact.Kind != FactKind.Quote
                    && !values.Contains((fact.Kind, fact.Value))
                    && !runs.Contains(WordRuns.HashesOf(fact.Text))
                ),
        ];
    }

    /// <summary>
    /// The values of the clearly defined kinds that a summary gives although the customer took them back, without a later value of the same
    /// kind that is still valid. It does not check whether prose with both puts them in the right order.
    /// </summary>
    /// <param name="summary">The text as its writer wrote it.</param>
    /// <param name="facts">The facts of the stretch, with superseded ones marked.</param>
    public static IReadOnlyList<Fact> Outdated(string summary, IReadOnlyList<Fact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var given = FoundIn(summary).Where(fact => fact.IsExact).ToList();
        var held = given.Select(fact => (fact.Kind, fact.Value)).ToHashSet();
        return
        [
            .. given.Where(one =>
                facts.LastOrDefault(fact => Same(fact, one)) is { IsSuperseded: true } old
                && !facts.Any(fact => !fact.IsSuperseded && Same(fact, one))
                && !facts.Any(fact =>
                    !fact.IsSuperseded && fact.Kind == old.Kind && fact.Seq >= old.Seq && held.Contains((fact.Kind, fact.Value))
                )
            ),
        ];

        static bool Same(Fact fact, Fact other) => fact.Kind == other.Kind && fact.Value == other.Value;
    }

    /// <summary>Why a summary is refused, in a sentence; null if it is accepted.</summary>
    public static string? Refusal(string summary, IReadOnlyList<Fact> facts) =>
        Invented(summary, facts) is [_, ..] invented ? $"It says what nobody said: {Listed(invented)}."
        : Outdated(summary, facts) is [_, ..] outdated ? $"It says what was corrected later: {Listed(outdated)}."
        : null;

    private static string Listed(IReadOnlyList<Fact> facts) => string.Join(", ", facts.Take(MostListed).Select(fact => fact.Text));

    // A text longer than the longest run is searched for directly; there are few.
    private static bool Holds(WordRuns runs, string summary, string text)
    {
        var words = WordRuns.HashesOf(text);
        return runs.Contains(words) || words.Length > WordRuns.Longest && summary.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    // Each line on its own, because the values of a list must not run together.
    private static IEnumerable<Fact> FoundIn(string summary) =>
        FactFinder.Find([.. summary.Split('\n').Select((line, at) => new Utterance("summary", line, at, IsCustomer: false))]);
}
