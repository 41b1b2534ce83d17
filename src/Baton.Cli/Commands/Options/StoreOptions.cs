using System.CommandLine;
using Baton.Cli.Output;
using Baton.Cli.Serving;
using Baton.Sqlite;

namespace Baton.Cli.Commands.Options;

/// <summary><c>--store</c>, <c>--tenant</c> and <c>--key-file</c>: the journal that a command works on.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string> path = new("--store")
    {
        Description = "The SQLite file that holds the conversations.",
        HelpName = "PATH",
        DefaultValueFactory = _ => StorePlace.DefaultPath,
    };
    private readonly Option<string?> tenant = new("--tenant")
    {
        Description = "Whose conversations in the store, where it holds those of several tenants. Default: those of none.",
        HelpName = "NAME",
    };
    private readonly Option<string?> keyFile = new("--key-file")
    {
        Description = $"The keys of an encrypted store, the current one first. Default: the variable {StoreKeys.Variable}.",
        HelpName = "FILE",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(path);
        command.Add(tenant);
        command.Add(keyFile);
    }

    /// <summary>Whether <c>--tenant</c> is given.</summary>
    public bool NamesTenant(ParseResult parsed) => parsed.GetValue(tenant) is not null;

    /// <summary>The journal that was given.</summary>
    public StorePlace In(ParseResult parsed) =>
        new(
            parsed.GetValue(path) is { } given && !string.IsNullOrWhiteSpace(given)
                ? given
                : throw new BadInputException("--store needs the path of a file."),
            parsed.GetValue(tenant) is { } name ? Ids.Tenant(name) : TenantId.None,
            parsed.GetValue(keyFile)
        );

    /// <summary>Opens the journal for reading. A file that does not exist is not created.</summary>
    public SqliteJournal OpenToRead(ParseResult parsed, Terminal terminal, TimeProvider time) => In(parsed).OpenToRead(terminal, time);

    /// <summary>Opens the journal, and creates the file if there is none.</summary>
    public SqliteJournal Open(ParseResult parsed, Terminal terminal, TimeProvider time) => In(parsed).Open(terminal, time);

    /// <summary>The error for a conversation that is not in the journal.</summary>
    public BadInputException Unknown(ConversationId id, ParseResult parsed)
    {
        var place = In(parsed);
        return new($"There is no conversation {id} in {place}. This lists the conversations: {CommandText.Of(["show", .. place.Options])}");
    }
}
