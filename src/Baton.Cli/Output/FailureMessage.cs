using Baton.Journals;
using Baton.Providers;
using Baton.TeamFiles;

namespace Baton.Cli.Output;

/// <summary>Turns an exception into the lines that the user reads and an exit code.</summary>
internal static class FailureMessage
{
    /// <summary>
    /// The prefix of error messages. Problems in a file begin with their place instead, which terminals and editors turn into a link.
    /// </summary>
    public const string Prefix = "baton: ";

    /// <param name="failure">The exception.</param>
    /// <param name="shown">How a file of the team is named.</param>
    public static (IReadOnlyList<string> Lines, int ExitCode) Of(Exception failure, Func<string, string> shown) =>
        failure switch
        {
            TeamFileException file => (
                [.. file.Problems.Select(problem => (problem with { File = shown(problem.File) }).ToString())],
                ExitCode.BadInput
            ),
            BadInputException or TeamException or ModelException => ([Prefix + failure.Message], ExitCode.BadInput),
            JournalException journal => ([Prefix + journal.Message], IsBadInput(journal.Fault) ? ExitCode.BadInput : ExitCode.Failed),
            _ => ([$"{Prefix}Unexpected error: {failure.GetType().Name}: {failure.Message}"], ExitCode.Failed),
        };

    // The user can name another file for these faults. The other ones are the machine's.
    private static bool IsBadInput(JournalFault fault) =>
        fault is JournalFault.ReadOnly or JournalFault.Corrupt or JournalFault.NewerFormat or JournalFault.MissingKey;
}
