namespace Baton.Teams.Confidences;

/// <summary>
/// How sure an agent has to be of its replies. One that it is less sure of is held back from the customer and escalates, and so is one of which it
/// does not say how sure it is.
/// </summary>
public sealed record ConfidencePolicy
{
    /// <summary>How sure at least, from 0 to 1; 0 asks for nothing. Default: as the team has it, otherwise 0.</summary>
    public double? AtLeast { get; init; }

    /// <summary>
    /// The same for replies about issues of a category, whatever its case. A reply about several issues has to be as sure as the highest of them.
    /// Default: as the team has it.
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
