using System.Globalization;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// Encrypts under the current key what is in the file unencrypted or under earlier keys: a few rows in each transaction, so that others
/// can write in between, and what is done stays done when it is cut off. Then the file is written anew, because what was replaced stays
/// readable until it is overwritten.
/// </summary>
internal sealed class Encrypter(Store store)
{
    private const int RowsAtOnce = 200;

    public StoreEncryption Run(CancellationToken cancellationToken)
    {
        using var connection = store.Connect();
        store.RequireWritable(connection);
        var key =
            connection.Keys?.Current
            ?? throw new InvalidOperationException($"The journal '{store.Path}' was opened without encryption keys. Open it with them.");
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA secure_delete = ON");
        var rows = ContentColumn
            .All.Where(column => connection.HasTable(column.Table))
            .Sum(column => Encrypt(connection, column, key, cancellationToken));
        var used = Tidy(connection, key);
        if (!connection.WriteAnew())
            throw new JournalException(
                JournalFault.Busy,
                $"Everything is encrypted, but others still read the journal '{store.Path}', so its log may still hold content as it was. "
                    + "Encrypt again to empty it."
            );
        return new StoreEncryption(rows, used);
    }

    private long Encrypt(StoreConnection connection, ContentColumn column, EncryptionKey key, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", column.Key);
        var prefix = SealedContent.Prefix(key.Id);
        // The name of a row, then its content; the first page has no row before it.
        var select = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {names}, {column.Name} FROM {column.Table} WHERE CAST(substr({column.Name}, 1, {prefix.Length}) AS BLOB) <> ?1"
        );
        var rest = string.Create(CultureInfo.InvariantCulture, $" ORDER BY {names} LIMIT {RowsAtOnce}");
        var marks = string.Join(", ", column.Key.Select((_, index) => $"?{index + 2}"));
        using var first = new Statement(connection, select + rest);
        using var next = new Statement(connection, $"{select} AND ({names}) > ({marks}){rest}");
        using var update = new Statement(connection, $"UPDATE {column.Table} SET {column.Name} = ?1 WHERE ({names}) = ({marks})");
        var count = 0L;
        ContentCell? last = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var transaction = Transaction.Write(connection);
            store.RequireFormatToWrite(connection);
            var page = last is { } after ? BindName(next.Bind(1, prefix), after) : first.Bind(1, prefix);
            var rows = Read(page, column);
            foreach (var (cell, content) in rows)
            {
                // What cannot be decrypted stays as it is, for whoever looks into the damage.
                if (content is null)
                    continue;
                BindName(update.Bind(1, cell, content), cell).Run();
                count++;
            }

            transaction.Commit();
            if (rows.Count < RowsAtOnce)
                return count;
            last = rows[^1].Cell;
        }
    }

    private static List<(ContentCell Cell, byte[]? Content)> Read(Statement page, ContentColumn column)
    {
        var rows = new List<(ContentCell, byte[]?)>();
        while (page.Step())
        {
            var cell = ContentCell.At(column, page);
            rows.Add((cell, page.TryContent(column.Key.Count, cell, out var content) ? content.ToArray() : null));
        }

        return rows;
    }

    private static Statement BindName(Statement statement, in ContentCell cell)
    {
        var index = 2;
        if (cell.Column.Number is not null)
            statement.Bind(index++, cell.Number);
        string[] texts = [cell.First, cell.Second, cell.Third, cell.Fourth];
        foreach (var text in texts.Take(cell.Column.Texts.Length))
            statement.Bind(index++, text);
        return statement;
    }

    private List<string> Tidy(StoreConnection connection, EncryptionKey key)
    {
        using var transaction = Transaction.Write(connection);
        store.RequireFormatToWrite(connection);
        var used = KeyTable.Tidy(connection, key);
        transaction.Commit();
        return used;
    }
}
