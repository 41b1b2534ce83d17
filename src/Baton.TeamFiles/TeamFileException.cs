namespace Baton.TeamFiles;

/// <summary>A team file cannot be used. Every problem is listed, by position.</summary>
/// <param name="problems">What is wrong.</param>
public sealed class TeamFileException(IReadOnlyList<TeamFileProblem> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>What is wrong, by position.</summary>
    public IReadOnlyList<TeamFileProblem> Problems { get; } = problems;
}
