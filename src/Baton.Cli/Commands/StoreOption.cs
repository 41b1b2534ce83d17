using System.CommandLine;
using Baton.Sqlite;

namespace Baton.Cli.Commands;

/// <summary>The store of conversations that a command works on.</summary>
internal sealed class StoreOption : Option<string>
{
    public const string Default = ".baton/baton.db";

    public StoreOption()
        : base("--store")
    {
        Description = "The SQLite file that holds the conversations.";
        HelpName = "PATH";
        DefaultValueFactory = _ => Default;
    }

    /// <summary>Opens the store to look at it: nothing is made or changed.</summary>
    public SqliteJournal OpenToRead(ParseResult parsed, TimeProvider time) =>
        SqliteJournal.Open(PathIn(parsed), new SqliteJournalOptions { ReadOnly = true, TimeProvider = time });

    /// <summary>The path that was given.</summary>
    public string PathIn(ParseResult parsed) => parsed.GetValue(this) is { } path && !string.IsNullOrWhiteSpace(path)
        ? path
        : throw new BadInputException("--store needs the path of a file.");
}
