namespace Baton.Teams.Confidences;

/// <summary>
/// The confidence that an agent's replies need. A reply with a lower confidence, or without one, is held back from the customer and
/// escalates.
/// </summary>
public sealed record ConfidencePolicy
{
    /// <summary>The least confidence, from 0 to 1; 0 requires none. Default: the team's, otherwise 0.</summary>
    public double? AtLeast { get; init; }

    /// <summary>
    /// The least confidence for replies about issues of a category, whatever its case. A reply about several issues needs the highest of
    /// them. Default: the team's.
    /// </summary>
    public IReadOnlyDictionary<string, double> Categories { get; init; } = new Dictionary<string, double>();

    /// <summary>What is wrong with it, each in a sentence.</summary>
    internal IEnumerable<string> Check()
    {
        if (AtLeast is { } least && least is not (>= 0 and <= 1))
            yield return "The confidence must be from 0 to 1.";
        foreach (var (category, _) in Categories.Where(category => category.Value is not (>= 0 and <= 1)))
            yield return $"The confidence for '{category}' must be from 0 to 1.";
    }
}
