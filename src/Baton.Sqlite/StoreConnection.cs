using Baton.Journals;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Baton.Sqlite;

/// <summary>One connection to a store; its errors are journal faults.</summary>
internal sealed class StoreConnection : IDisposable
{
    private const int LookMilliseconds = 20;

    private readonly SqliteConnection connection;
    private readonly List<Statement> statements = [];
    private readonly string path;
    private readonly int busyMilliseconds;
    private Statement? begin;

    private readonly HashSet<string> proven = new(StringComparer.Ordinal);

    private StoreConnection(SqliteConnection connection, string path, EncryptionKeys? keys, int busyMilliseconds)
    {
        this.connection = connection;
        Keys = keys;
        this.path = path;
        this.busyMilliseconds = busyMilliseconds;
    }

    /// <summary>What errors call the file.</summary>
    public string Path => path;

    /// <summary>The keys for content; null if it is written as it is.</summary>
    public EncryptionKeys? Keys { get; }

    public sqlite3 Handle => connection.Handle!;

    /// <summary>Whether the file may only be read, be it because that was asked for or because the system allows no more.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(Handle, "main") == 1;

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <param name="path">The file.</param>
    /// <param name="mode">What may be done with it.</param>
    /// <param name="immutable">Whether nobody can write the file, so that no lock is needed.</param>
    /// <param name="busyTimeout">How long to wait for a lock.</param>
    /// <param name="keys">The keys for content; null if it is written as it is.</param>
    /// <param name="name">What errors call the file. Default: its path.</param>
    public static StoreConnection Open(
        string path,
        SqliteOpenMode mode,
        bool immutable,
        TimeSpan busyTimeout,
        EncryptionKeys? keys = null,
        string? name = null
    )
    {
        name ??= path;
        var parts = path.Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var source = immutable ? $"file:///{string.Join('/', parts.Select(Uri.EscapeDataString))}?immutable=1" : path;
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
        }.ConnectionString;
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteFaults.From(error.SqliteErrorCode, error.Message, name, error);
        }

        var opened = new StoreConnection(connection, name, keys, (int)Math.Clamp(busyTimeout.TotalMilliseconds, 0, int.MaxValue));
        opened.WaitForLocks(opened.busyMilliseconds);
        return opened;
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(this, sql);
        statements.Add(statement);
        return statement;
    }

    /// <summary>Begins to write, when whoever writes now has ended.</summary>
    /// <exception cref="JournalException">Others held the lock for the whole time that the connection waits.</exception>
    /// <remarks>
    /// SQLite looks ever more rarely for a lock, in the end every 100 ms: beside processes that write all the time, a waiter could find it
    /// taken each time. Waits that are begun anew look at least every 10 ms.
    /// </remarks>
    public void BeginWriting()
    {
        begin ??= Prepare("BEGIN IMMEDIATE");
        WaitForLocks(Math.Min(LookMilliseconds, busyMilliseconds));
        try
        {
            for (long waited = LookMilliseconds; !begin.TryRun(isLast: waited >= busyMilliseconds); waited += LookMilliseconds) { }
        }
        finally
        {
            WaitForLocks(busyMilliseconds);
        }
    }

    public void Execute(string sql)
    {
        using var statement = new Statement(this, sql);
        statement.Run();
    }

    /// <summary>Runs statements that a semicolon parts.</summary>
    public void ExecuteAll(string statements)
    {
        foreach (var statement in statements.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Execute(statement);
    }

    public long Query(string sql)
    {
        using var statement = new Statement(this, sql);
        return statement.Scalar();
    }

    /// <summary>
    /// Writes the file anew and empties its log, so that neither holds what was deleted or replaced; false if somebody still reads an older
    /// state, for whom the log stays.
    /// </summary>
    /// <remarks>
    /// VACUUM copies what is left into fresh pages and so drops also what earlier deletions left in the file's free room. The log holds the
    /// pages as they were until it is emptied.
    /// </remarks>
    public bool WriteAnew()
    {
        Execute("VACUUM");
        return Query("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    public bool HasTable(string name)
    {
        using var find = new Statement(this, "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = ?");
        return find.Bind(1, name).Scalar() > 0;
    }

    /// <summary>Whether the key with an id was seen to be the one with which the file is encrypted.</summary>
    public bool IsProven(string key) => proven.Contains(key);

    public void NoteProven(string key) => proven.Add(key);

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Fault(code);
    }

    public JournalException Fault(int code) => SqliteFaults.From(code, raw.sqlite3_errmsg(Handle).utf8_to_string(), path);

    private void WaitForLocks(int milliseconds) => Check(raw.sqlite3_busy_timeout(Handle, milliseconds));

    public void Dispose()
    {
        foreach (var statement in statements)
            statement.Dispose();
        connection.Dispose();
    }
}
