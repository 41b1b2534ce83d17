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

    private StoreConnection(SqliteConnection connection, string path, int busyMilliseconds)
    {
        this.connection = connection;
        this.path = path;
        this.busyMilliseconds = busyMilliseconds;
    }

    public sqlite3 Handle => connection.Handle!;

    /// <summary>Whether the file may only be read, be it because that was asked for or because the system allows no more.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(Handle, "main") == 1;

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <param name="path">The file.</param>
    /// <param name="mode">What may be done with it.</param>
    /// <param name="immutable">Whether nobody can write the file, so that no lock is needed.</param>
    /// <param name="busyTimeout">How long to wait for a lock.</param>
    /// <param name="name">What errors call the file. Default: its path.</param>
    public static StoreConnection Open(string path, SqliteOpenMode mode, bool immutable, TimeSpan busyTimeout, string? name = null)
    {
        name ??= path;
        var parts = path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
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

        var opened = new StoreConnection(connection, name, (int)Math.Clamp(busyTimeout.TotalMilliseconds, 0, int.MaxValue));
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
