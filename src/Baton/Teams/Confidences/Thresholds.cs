namespace Baton.Teams.Confidences;

/// <summary>The confidence that one agent's replies need, combined with the team's settings.</summary>
internal sealed class Thresholds
{
    private readonly Dictionary<string, double> categories = new(StringComparer.OrdinalIgnoreCase);
    private readonly double atLeast;

    public Thresholds(ConfidencePolicy? team, ConfidencePolicy? agent)
    {
        atLeast = agent?.AtLeast ?? team?.AtLeast ?? 0;
        foreach (
            var (category, least) in (team?.Categories ?? new Dictionary<string, double>()).Concat(
                agent?.Categories ?? new Dictionary<string, double>()
            )
        )
            categories[category] = least;
    }

    /// <summary>Whether any confidence is required.</summary>
    public bool IsAny => atLeast > 0 || categories.Values.Any(least => least > 0);

    /// <summary>The confidence that a reply about issues of these categories needs; null stands for an issue without a category.</summary>
    public double For(IEnumerable<string?> ofIssues) =>
        ofIssues
            .Select(category => category is not null && categories.TryGetValue(category, out var least) ? least : atLeast)
            .DefaultIfEmpty(atLeast)
            .Max();
}
