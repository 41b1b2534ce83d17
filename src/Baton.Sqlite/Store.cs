using System.Globalization;
using Baton.Journals;
using Microsoft.Data.Sqlite;

namespace Baton.Sqlite;

/// <summary>A store's file: how it is made, recognised and opened.</summary>
internal sealed class Store
{
    /// <summary>Marks the file as Baton's: the letters "Batn".</summary>
    private const int ApplicationId = 0x4261746E;

    // A file gets this number when something in it belongs to a tenant with a name: a Baton that knows no tenants must not open it.
    private const int FormatWithTenants = 2;

    // A file gets this number with its first key: a Baton that knows of none would write beside it what nobody may read.
    private const int FormatWithKeys = 3;

    // A batch's place is its conversation's number and the number of its last entry in one integer. So the table needs no second index,
    // and what belongs to one conversation lies together.
    private const string Schema = """
        CREATE TABLE batches (
            place INTEGER PRIMARY KEY,
            first_seq INTEGER NOT NULL,
            hash BLOB NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        """;

    private readonly SqliteJournalOptions options;
    private readonly TimeProvider time;
    private SqliteOpenMode mode;
    private bool immutable;
    private bool isEarlier;

    public Store(string path, SqliteJournalOptions options)
    {
        Path = path;
        this.options = options;
        time = options.TimeProvider;
        mode = options.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite;
    }

    public string Path { get; }

    public StoreConnection Connect()
    {
        var connection = StoreConnection.Open(Path, mode, immutable, options.BusyTimeout, options.Encryption);
        if (isEarlier)
            TenantColumns.Imitate(connection);
        return connection;
    }

    /// <summary>Looks whether a connection that reads a file of an earlier Baton still does.</summary>
    public void Follow(StoreConnection connection)
    {
        if (isEarlier)
            TenantColumns.Follow(connection);
    }

    /// <summary>Opens the store, making it where it may be made. The connection may turn out to be for reading only.</summary>
    public StoreConnection Open()
    {
        RequirePlace();
        if (!options.ReadOnly && !File.Exists(Path))
            Begin();
        var connection = Connect();
        try
        {
            if (!connection.IsReadOnly)
            {
                MakeReady(connection);
                return connection;
            }

            mode = SqliteOpenMode.ReadOnly;
            if (!CanBeRead(connection))
            {
                connection.Dispose();
                immutable = true;
                connection = Connect();
                RequireFormat(connection);
            }

            isEarlier = !TenantColumns.AreIn(connection);
            return connection;
        }
        catch (JournalException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a file that is not Baton's, or that a newer Baton wrote.</summary>
    public void RequireFormat(StoreConnection connection)
    {
        if (connection.Query("PRAGMA application_id") != ApplicationId)
            throw new JournalException(
                JournalFault.Corrupt,
                $"The file '{Path}' is a database, but not a Baton journal. Name another file."
            );
        var format = connection.Query("PRAGMA user_version");
        if (format > FormatWithKeys)
            throw JournalException.NewerFormat($"The journal '{Path}'", format, FormatWithKeys);
        if (format == FormatWithKeys)
            KeyTable.Require(connection);
    }

    /// <summary>
    /// Does as <see cref="RequireFormat"/>, within a transaction that writes, and notes the key with which it does.
    /// </summary>
    public void RequireFormatToWrite(StoreConnection connection)
    {
        RequireFormat(connection);
        if (connection.Keys is not { Current: var key } || HasKey(connection, key))
            return;
        KeyTable.Add(connection, key);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {FormatWithKeys}"));
    }

    /// <summary>Notes, within a transaction, that the file holds something of a tenant with a name.</summary>
    public static void NoteTenant(StoreConnection connection, TenantId tenant)
    {
        if (!tenant.IsNone && connection.Query("PRAGMA user_version") < FormatWithTenants)
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {FormatWithTenants}"));
    }

    /// <summary>Refuses to write through a connection that may only read.</summary>
    public void RequireWritable(StoreConnection connection)
    {
        if (connection.IsReadOnly)
            throw new JournalException(
                JournalFault.ReadOnly,
                $"The store '{Path}' was opened read-only. Check the permissions of the file and its folder, and open it again."
            );
    }

    // A new store gets its name only when it is complete. So an empty file of that name is no new store: it is one that was cut off.
    private void Begin()
    {
        var draft = $"{Path}.{System.IO.Path.GetRandomFileName()}.new";
        if ((File.Exists(Path + "-wal") || File.Exists(Path + "-journal")) && !File.Exists(Path))
            throw new JournalException(
                JournalFault.Corrupt,
                $"The journal '{Path}' is gone, but its log is there. Restore both from a backup, or delete what stands beside it to begin "
                    + "a new one."
            );
        try
        {
            using (
                var connection = StoreConnection.Open(
                    draft,
                    SqliteOpenMode.ReadWriteCreate,
                    immutable: false,
                    options.BusyTimeout,
                    name: Path
                )
            )
                Make(connection);
            File.Move(draft, Path, overwrite: false);
        }
        catch (IOException) when (File.Exists(Path))
        {
            // Another process was faster, and its store is as good.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private void RequirePlace()
    {
        if (Directory.Exists(Path))
            throw new JournalException(JournalFault.ReadOnly, $"The journal's path '{Path}' is a folder. Name a file in it.");
        if (options.ReadOnly && !File.Exists(Path))
            throw new JournalException(JournalFault.ReadOnly, $"There is no journal at '{Path}'. Check the path.");
        if (new FileInfo(Path) is { Exists: true, Length: 0 })
            throw new JournalException(
                JournalFault.Corrupt,
                $"The journal '{Path}' is empty: all its conversations are gone. Restore it from a backup, or delete the file and what "
                    + "stands beside it to begin a new one."
            );
        try
        {
            if (!options.ReadOnly && System.IO.Path.GetDirectoryName(Path) is { } folder)
                Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                JournalFault.ReadOnly,
                $"The folder for the journal '{Path}' cannot be created: {error.Message}",
                error
            );
        }
    }

    private void MakeReady(StoreConnection connection)
    {
        if (IsBlank(connection))
            Make(connection);
        RequireFormat(connection);
        SwitchToWal(connection);
        if (!LeaseTable.IsIn(connection) || !ErasureTable.IsIn(connection) || !TenantColumns.AreIn(connection))
            Migrate(connection);
        if (connection.Keys is { Current: var key } && !HasKey(connection, key))
            NoteKey(connection);
        // FULL: a commit returns when the log is on the disk. A log of up to 16 MB means fewer, larger checkpoints;
        // the size limit gives the room back after a burst.
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA wal_autocheckpoint = 8000");
        connection.Execute("PRAGMA journal_size_limit = 33554432");
        connection.Execute("PRAGMA cache_size = -16384");
        if (options.MaximumBytes is { } bytes)
        {
            var pages = Math.Max(1, bytes / connection.Query("PRAGMA page_size"));
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }
    }

    private static bool IsBlank(StoreConnection connection) =>
        connection.Query("PRAGMA schema_version") == 0 && connection.Query("PRAGMA application_id") == 0;

    private static void Make(StoreConnection connection)
    {
        // A batch is a few kB, and what is left of its last page is lost: half of SQLite's 4,096 stores a turn in a fifth less room.
        connection.Execute("PRAGMA page_size = 2048");
        connection.BeginWriting();
        try
        {
            // Another process may have made it while this one waited for the lock.
            if (IsBlank(connection))
            {
                connection.ExecuteAll(TenantColumns.Conversations);
                connection.ExecuteAll(Schema);
                connection.ExecuteAll(WaitingTable.Schema);
                connection.ExecuteAll(TenantColumns.Entries);
                connection.ExecuteAll(LeaseTable.Schema);
                connection.ExecuteAll(ErasureTable.Schema);
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {JournalCodec.Format}"));
            }

            connection.Execute("COMMIT");
        }
        finally
        {
            if (connection.InTransaction)
                connection.Execute("ROLLBACK");
        }
    }

    private static void Migrate(StoreConnection connection)
    {
        using var transaction = Transaction.Write(connection);
        connection.ExecuteAll(LeaseTable.Schema);
        TenantColumns.Add(connection);
        connection.ExecuteAll(ErasureTable.Schema);
        transaction.Commit();
    }

    private void NoteKey(StoreConnection connection)
    {
        using var transaction = Transaction.Write(connection);
        RequireFormatToWrite(connection);
        transaction.Commit();
    }

    private static bool HasKey(StoreConnection connection, EncryptionKey key) =>
        connection.Query("PRAGMA user_version") == FormatWithKeys && KeyTable.Has(connection, key);

    // SQLite does not wait for a lock when it changes the journal mode. So when another process is at it too, wait for that one's lock
    // and look again.
    private void SwitchToWal(StoreConnection connection)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var statement = new Statement(connection, "PRAGMA journal_mode = WAL");
                if (!statement.Step() || statement.Text(0) != "wal")
                    throw new JournalException(
                        JournalFault.Unavailable,
                        $"The journal '{Path}' is on a file system where SQLite cannot keep a write-ahead log. Use a local disk."
                    );
                return;
            }
            catch (JournalException error) when (error.Fault == JournalFault.Busy && time.GetElapsedTime(began) < options.BusyTimeout)
            {
                connection.BeginWriting();
                connection.Execute("ROLLBACK");
            }
        }
    }

    // Beside a file in WAL mode SQLite wants to keep two more. Where it may not, the file can still be read if no log is left to apply:
    // then it is opened as one that nobody changes.
    private bool CanBeRead(StoreConnection connection)
    {
        try
        {
            RequireFormat(connection);
            return true;
        }
        catch (JournalException error) when (error.Fault == JournalFault.ReadOnly)
        {
            if (new FileInfo(Path + "-wal") is { Exists: true, Length: > 0 })
                throw;
            return false;
        }
    }
}
