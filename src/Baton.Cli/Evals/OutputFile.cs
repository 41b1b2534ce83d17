using Baton.Cli.Output;

namespace Baton.Cli.Evals;

/// <summary>Writes what a user asked for to where the user said.</summary>
internal static class OutputFile
{
    /// <summary>Writes to a path; when that fails, the user is told why.</summary>
    public static void Write(string path, string what, Action<string> write)
    {
        try
        {
            write(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{path}: {what} cannot be written: {wrong.Message}");
        }
    }
}
