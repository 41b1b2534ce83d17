using Baton.Journals;
using Baton.Providers;
using Baton.TeamFiles;

namespace Baton.Cli;

/// <summary>Says of a failure what its reader can do about it, and what the process tells its caller.</summary>
internal static class Failure
{
    /// <summary>Who speaks. Problems in a file begin with their place instead, which editors and terminals make a link of.</summary>
    public const string Prefix = "baton: ";

    public static (IReadOnlyList<string> Lines, int ExitCode) Tell(Exception failure) => failure switch
    {
        TeamFileException file => ([.. file.Problems.Select(problem => problem.ToString())], ExitCode.BadInput),
        BadInputException or TeamException or ModelException => ([Prefix + failure.Message], ExitCode.BadInput),
        JournalException journal => ([Prefix + journal.Message], IsBadInput(journal.Fault) ? ExitCode.BadInput : ExitCode.Failed),
        _ => ([$"{Prefix}Something failed that should not: {failure.GetType().Name}: {failure.Message}"], ExitCode.Failed),
    };

    // Whoever named the store can name another; the other faults are the machine's.
    private static bool IsBadInput(JournalFault fault) => fault is JournalFault.ReadOnly or JournalFault.Corrupt or JournalFault.NewerFormat;
}
