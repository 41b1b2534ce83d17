using System.Globalization;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// The ids of the keys with which something in the file is encrypted, each with a proof: a word that only that key decrypts. So a key that
/// is missing or wrong is noticed before anything is written. The file gets the table with its first key.
/// </summary>
internal static class KeyTable
{
    private const string Schema = "CREATE TABLE IF NOT EXISTS encryption_keys (id TEXT PRIMARY KEY, proof TEXT NOT NULL) STRICT";

    private static ReadOnlySpan<byte> Word => "baton"u8;

    /// <summary>Refuses a connection that lacks one of the file's keys.</summary>
    public static void Require(StoreConnection connection)
    {
        if (!connection.HasTable("encryption_keys"))
            throw new JournalException(
                JournalFault.Corrupt,
                $"The journal '{connection.Path}' is damaged: the list of its keys is gone. Restore it from a backup."
            );
        using var rows = new Statement(connection, "SELECT id, proof FROM encryption_keys ORDER BY id");
        while (rows.Step())
        {
            var id = rows.Text(0);
            if (!connection.IsProven(id))
                Prove(connection, id, rows);
        }
    }

    /// <summary>Whether the file knows the connection's current key.</summary>
    public static bool Has(StoreConnection connection, EncryptionKey key)
    {
        using var find = new Statement(connection, "SELECT count(*) FROM encryption_keys WHERE id = ?");
        return find.Bind(1, key.Id).Scalar() > 0;
    }

    /// <summary>Enters the connection's current key, within a transaction.</summary>
    public static void Add(StoreConnection connection, EncryptionKey key)
    {
        connection.Execute(Schema);
        // It reads lines of JSON, which encrypted ones are not.
        connection.Execute("DROP VIEW IF EXISTS entries");
        using var add = new Statement(connection, "INSERT OR IGNORE INTO encryption_keys (id, proof) VALUES (?, ?)");
        add.Bind(1, key.Id).Bind(2, CellOf(key.Id), Word).Run();
    }

    /// <summary>The ids of the keys, within a transaction and without those with which nothing is encrypted any more.</summary>
    public static List<string> Tidy(StoreConnection connection, EncryptionKey current)
    {
        var ids = new List<string>();
        using (var rows = new Statement(connection, "SELECT id FROM encryption_keys ORDER BY id"))
        {
            while (rows.Step())
                ids.Add(rows.Text(0));
        }

        using var drop = new Statement(connection, "DELETE FROM encryption_keys WHERE id = ?");
        foreach (var id in ids.Where(id => id != current.Id && !IsUsed(connection, id)).ToList())
        {
            drop.Bind(1, id).Run();
            ids.Remove(id);
        }

        return ids;
    }

    private static ContentCell CellOf(string id) => new(ContentColumn.Proof, 0, id);

    private static bool IsUsed(StoreConnection connection, string id) =>
        ContentColumn
            .All.Where(column => connection.HasTable(column.Table))
            .Any(column =>
            {
                var prefix = SealedContent.Prefix(id);
                using var find = new Statement(
                    connection,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"SELECT EXISTS (SELECT 1 FROM {column.Table} WHERE CAST(substr({column.Name}, 1, {prefix.Length}) AS BLOB) = ?)"
                    )
                );
                return find.Bind(1, prefix).Scalar() == 1;
            });

    private static void Prove(StoreConnection connection, string id, Statement row)
    {
        if (row.TryContent(1, CellOf(id), out var word) && word.SequenceEqual(Word))
            connection.NoteProven(id);
        else
            throw new JournalException(
                JournalFault.MissingKey,
                $"The journal '{connection.Path}' is encrypted with the key '{id}', and the key given under this id is another. Give the "
                    + "right one; nothing was changed."
            );
    }
}
