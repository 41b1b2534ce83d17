using System.Text;
using Baton.Journals;
using SQLitePCL;

namespace Baton.Sqlite;

/// <summary>
/// A prepared statement, used again and again. It goes around ADO.NET commands for two reasons: these wait for a lock in steps of
/// 150 ms, and they allocate with every use.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly StoreConnection connection;
    private readonly sqlite3_stmt handle;

    public Statement(StoreConnection connection, string sql)
    {
        this.connection = connection;
        connection.Check(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out handle));
    }

    public Statement Bind(int index, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> blob)
    {
        connection.Check(raw.sqlite3_bind_blob(handle, index, blob));
        return this;
    }

    public Statement Bind(int index, string text)
    {
        connection.Check(raw.sqlite3_bind_text(handle, index, Encoding.UTF8.GetBytes(text)));
        return this;
    }

    /// <summary>Binds content: encrypted if the connection has keys.</summary>
    public Statement Bind(int index, in ContentCell cell, ReadOnlySpan<byte> content)
    {
        var stored = connection.Keys is { } keys ? SealedContent.Seal(keys.Current, content, cell) : content;
        connection.Check(cell.Column.IsText ? raw.sqlite3_bind_text(handle, index, stored) : raw.sqlite3_bind_blob(handle, index, stored));
        return this;
    }

    /// <summary>Binds content: encrypted if the connection has keys.</summary>
    public Statement Bind(int index, in ContentCell cell, string content) => Bind(index, cell, Encoding.UTF8.GetBytes(content));

    /// <summary>Goes to the next row; false when there is none, and the statement is ready for its next use.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code == raw.SQLITE_DONE)
        {
            Reset();
            return false;
        }

        var fault = connection.Fault(code);
        Reset();
        throw fault;
    }

    /// <summary>Runs to the end.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    /// <summary>Runs to the end; false when another holds the lock, unless this is the last try.</summary>
    public bool TryRun(bool isLast)
    {
        var code = raw.sqlite3_step(handle);
        var fault = code == raw.SQLITE_DONE || (code == raw.SQLITE_BUSY && !isLast) ? null : connection.Fault(code);
        Reset();
        return fault is null ? code == raw.SQLITE_DONE : throw fault;
    }

    /// <summary>Lets go of the rows, and of the lock that reading them holds.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>Content, decrypted if it is encrypted.</summary>
    /// <exception cref="JournalException">It was changed or moved, or its key is missing.</exception>
    public ReadOnlySpan<byte> Content(int column, in ContentCell cell) =>
        TryContent(column, cell, out var content)
            ? content
            : throw new JournalException(
                JournalFault.Corrupt,
                $"The journal '{connection.Path}' is damaged: {cell} was changed or moved after it was encrypted. Restore it from a backup."
            );

    /// <summary>Content as text, decrypted if it is encrypted.</summary>
    /// <exception cref="JournalException">It was changed or moved, or its key is missing.</exception>
    public string ContentText(int column, in ContentCell cell) => Encoding.UTF8.GetString(Content(column, cell));

    /// <summary>Reads content, decrypted if it is encrypted; false if it was changed or moved.</summary>
    /// <exception cref="JournalException">Its key is missing.</exception>
    public bool TryContent(int column, in ContentCell cell, out ReadOnlySpan<byte> content)
    {
        content = Bytes(column);
        if (SealedContent.KeyIdOf(content) is not { } id)
            return true;
        if (connection.Keys?.Find(id) is not { } key)
            throw JournalException.MissingKey($"The journal '{connection.Path}'", id);
        var opened = SealedContent.Open(key, content, cell);
        content = opened;
        return opened is not null;
    }

    /// <summary>The first column of the only row.</summary>
    public long Scalar()
    {
        var value = Step() ? Int64(0) : 0;
        Reset();
        return value;
    }

    public void Dispose() => handle.Dispose();
}
