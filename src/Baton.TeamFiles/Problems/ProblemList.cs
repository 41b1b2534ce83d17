namespace Baton.TeamFiles.Problems;

/// <summary>Collects what is wrong with a file, so that all of it is reported at once.</summary>
internal sealed class ProblemList(string file)
{
    // Nobody reads more, and a hostile file could have a problem in every byte.
    private const int Most = 200;

    private readonly List<TeamFileProblem> found = [];

    public bool Any => found.Count > 0;

    public int Count => found.Count;

    public void Add(Position at, string message) => Add(new TeamFileProblem(file, at.Line, at.Column, message));

    /// <summary>Adds a problem with the file as a whole.</summary>
    public void Add(string message) => Add(new TeamFileProblem(file, 0, 0, message));

    /// <summary>Checks until all is checked or there are too many problems to go on.</summary>
    public void Collect(Action check)
    {
        try
        {
            check();
        }
        catch (TooManyProblemsException)
        {
            found.Add(new TeamFileProblem(file, 0, 0, $"there are more problems than these {Most}"));
        }
    }

    /// <summary>The problems by position, each once; those of the file as a whole come last.</summary>
    public IReadOnlyList<TeamFileProblem> ByPosition() =>
        [.. found.Distinct().OrderBy(problem => problem.Line == 0).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public void ThrowIfAny()
    {
        if (Any)
            throw new TeamFileException(ByPosition());
    }

    private void Add(TeamFileProblem problem)
    {
        if (found.Count >= Most)
            throw new TooManyProblemsException();
        found.Add(problem);
    }

    /// <summary>Ends the checks of a file that has nothing but problems: finding what was meant takes time for each.</summary>
    private sealed class TooManyProblemsException : Exception;
}
