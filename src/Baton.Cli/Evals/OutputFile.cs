using Baton.Cli.Output;

namespace Baton.Cli.Evals;

/// <summary>Writes files that the user asked for.</summary>
internal static class OutputFile
{
    /// <summary>Writes to a path. A failure becomes a message for the user.</summary>
    public static void Write(UserPath path, string what, Action<string> write)
    {
        try
        {
            write(path.Full);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{path}: {what} cannot be written: {wrong.Message}");
        }
    }
}
