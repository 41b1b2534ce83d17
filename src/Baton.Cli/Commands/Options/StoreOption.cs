using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Sqlite;

namespace Baton.Cli.Commands.Options;

/// <summary><c>--store</c>: the journal that a command works on.</summary>
internal sealed class StoreOption : Option<string>
{
    public StoreOption()
        : base("--store")
    {
        Description = "The SQLite file that holds the conversations.";
        HelpName = "PATH";
        DefaultValueFactory = _ => ServingRequest.DefaultStore;
    }

    /// <summary>Opens the journal for reading. A file that does not exist is not created.</summary>
    public SqliteJournal OpenToRead(ParseResult parsed, Terminal terminal, TimeProvider time) =>
        SqliteJournal.Open(terminal.PathOf(PathIn(parsed)).Full, new SqliteJournalOptions { ReadOnly = true, TimeProvider = time });

    /// <summary>Opens the journal, and creates the file if there is none.</summary>
    public SqliteJournal Open(ParseResult parsed, Terminal terminal, TimeProvider time) =>
        SqliteJournal.Open(terminal.PathOf(PathIn(parsed)).Full, new SqliteJournalOptions { TimeProvider = time });

    /// <summary>The error for a conversation that is not in the journal.</summary>
    public BadInputException Unknown(ConversationId id, ParseResult parsed) =>
        new(
            $"There is no conversation {id} in {PathIn(parsed)}. This lists the conversations: {CommandText.Of(["show", .. Given(parsed)])}"
        );

    /// <summary>The option as it has to be given to another command for the same journal; nothing for the default one.</summary>
    public IReadOnlyList<string> Given(ParseResult parsed) =>
        PathIn(parsed) is var path && path == ServingRequest.DefaultStore ? [] : [Name, path];

    /// <summary>The path that was given.</summary>
    public string PathIn(ParseResult parsed) =>
        parsed.GetValue(this) is { } path && !string.IsNullOrWhiteSpace(path)
            ? path
            : throw new BadInputException("--store needs the path of a file.");
}
