namespace Baton.TeamFiles.Problems;

/// <summary>Collects what is wrong with a file, so that all of it is reported at once.</summary>
internal sealed class ProblemList
{
    // Nobody reads more, and a hostile file could have a problem in every byte.
    private const int Most = 200;

    private readonly List<Problem> found = [];

    public int Count => found.Count;

    public void Add(Position at, string message) => Add(new Problem(at, message));

    /// <summary>Adds a problem with the file as a whole.</summary>
    public void Add(string message) => Add(new Problem(null, message));

    /// <summary>Checks until all is checked or there are too many problems to go on.</summary>
    public void Collect(Action check)
    {
        try
        {
            check();
        }
        catch (TooManyProblemsException)
        {
            found.Add(new Problem(null, $"there are more problems than these {Most}"));
        }
    }

    /// <summary>The problems by position, each once; those of the file as a whole come last.</summary>
    public IEnumerable<Problem> ByPosition() => found.Distinct().OrderBy(problem => problem.At is null).ThenBy(problem => problem.At);

    private void Add(Problem problem)
    {
        if (found.Count >= Most)
            throw new TooManyProblemsException();
        found.Add(problem);
    }

    /// <summary>Ends the checks of a file that has nothing but problems: finding what was meant takes time for each.</summary>
    private sealed class TooManyProblemsException : Exception;
}
