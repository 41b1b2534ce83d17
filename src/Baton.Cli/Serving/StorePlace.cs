using Baton.Cli.Output;
using Baton.Journals;
using Baton.Sqlite;

namespace Baton.Cli.Serving;

/// <summary>The journal that a command works on.</summary>
/// <param name="Path">The SQLite file that holds the conversations, as it was given.</param>
/// <param name="Tenant">Whose conversations in it.</param>
/// <param name="KeyFile">The file with its keys, as it was given; null for those in the environment, if there are any.</param>
internal sealed record StorePlace(string Path, TenantId Tenant, string? KeyFile)
{
    /// <summary>The default of <see cref="Path"/>.</summary>
    public const string DefaultPath = ".baton/baton.db";

    /// <summary>The options as they have to be given to another command for the same journal; nothing for the default one.</summary>
    public IReadOnlyList<string> Options =>
        [
            .. Path == DefaultPath ? [] : (string[])["--store", Path],
            .. Tenant.IsNone ? [] : (string[])["--tenant", Tenant.Value],
            .. KeyFile is null ? [] : (string[])["--key-file", KeyFile],
        ];

    /// <summary>The full path of the file.</summary>
    public string FullPath(Terminal terminal) => terminal.PathOf(Path).Full;

    /// <summary>Opens the journal, and creates the file if there is none.</summary>
    public SqliteJournal Open(Terminal terminal, TimeProvider time) => Open(terminal, time, readOnly: false);

    /// <summary>Opens the journal for reading. A file that does not exist is not created.</summary>
    public SqliteJournal OpenToRead(Terminal terminal, TimeProvider time) => Open(terminal, time, readOnly: true);

    /// <summary>The file, and the tenant if there is one, for an error.</summary>
    public override string ToString() => Tenant.IsNone ? Path : $"{Path} for the tenant {Tenant}";

    private SqliteJournal Open(Terminal terminal, TimeProvider time, bool readOnly)
    {
        try
        {
            return SqliteJournal.Open(
                FullPath(terminal),
                new SqliteJournalOptions
                {
                    Tenant = Tenant,
                    ReadOnly = readOnly,
                    Encryption = StoreKeys.Read(KeyFile, terminal),
                    TimeProvider = time,
                }
            );
        }
        catch (JournalException missing) when (missing.Fault == JournalFault.MissingKey)
        {
            throw new BadInputException($"{missing.Message} Name a file that holds it with --key-file, or set {StoreKeys.Variable}.");
        }
    }
}
