using Baton.Teams.Files.Yaml;

namespace Baton.Teams.Files;

/// <summary>Collects what is wrong with a file, so that all of it is reported at once.</summary>
internal sealed class Problems(string file)
{
    // A hostile file could have a problem in every byte.
    private const int Most = 200;

    private readonly List<TeamFileProblem> found = [];
    private int more;

    public bool Any => found.Count > 0;

    public void Add(Position at, string message) => Add(new TeamFileProblem(file, at.Line, at.Column, message));

    /// <summary>Adds a problem with the file as a whole.</summary>
    public void Add(string message) => Add(new TeamFileProblem(file, 0, 0, message));

    /// <summary>The problems by position, each once.</summary>
    public IReadOnlyList<TeamFileProblem> ByPosition()
    {
        var sorted = found.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToList();
        if (more > 0)
            sorted.Add(new TeamFileProblem(file, 0, 0, $"and {more} more"));
        return sorted;
    }

    public void ThrowIfAny()
    {
        if (Any)
            throw new TeamFileException(ByPosition());
    }

    private void Add(TeamFileProblem problem)
    {
        if (found.Count < Most)
            found.Add(problem);
        else
            more++;
    }
}
