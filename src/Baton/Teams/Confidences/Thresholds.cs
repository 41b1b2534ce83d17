namespace Baton.Teams.Confidences;

/// <summary>How sure one agent has to be of its replies, with what the team says for all.</summary>
internal sealed class Thresholds
{
    private readonly Dictionary<string, double> categories = new(StringComparer.OrdinalIgnoreCase);
    private readonly double atLeast;

    public Thresholds(ConfidencePolicy? team, ConfidencePolicy? agent)
    {
        atLeast = agent?.AtLeast ?? team?.AtLeast ?? 0;
        foreach (var (category, least) in (team?.Categories ?? new Dictionary<string, double>()).Concat(agent?.Categories ?? new Dictionary<string, double>()))
            categories[category] = least;
    }

    /// <summary>Whether there is any.</summary>
    public bool IsAny => atLeast > 0 || categories.Values.Any(least => least > 0);

    /// <summary>How sure it has to be of a reply about issues of these categories; null for an issue without one.</summary>
    public double For(IEnumerable<string?> ofIssues) =>
        ofIssues.Select(category => category is not null && categories.TryGetValue(category, out var least) ? least : atLeast).DefaultIfEmpty(atLeast).Max();
}
