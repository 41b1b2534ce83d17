namespace Baton;

/// <summary>A team cannot be built. All problems are listed, not only the first.</summary>
/// <param name="problems">What is wrong, each in a sentence that says what to do.</param>
public sealed class TeamException(IReadOnlyList<string> problems)
    : Exception(problems.Count == 1 ? problems[0] : $"{problems.Count} problems:\n- " + string.Join("\n- ", problems))
{
    /// <summary>What is wrong, each in a sentence that says what to do.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
