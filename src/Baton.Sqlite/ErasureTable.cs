using Baton.Journals;
using Baton.Journals.Erasures;

namespace Baton.Sqlite;

/// <summary>
/// The record of what was erased, chained as entries are. <c>cleared</c> says whether what was erased is off the disk too. A
/// file that has no such table gets it when it is opened for writing, and a Baton that knows nothing of it passes over it.
/// </summary>
internal static class ErasureTable
{
    /// <summary>Makes the table.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS erasures (
            number INTEGER PRIMARY KEY,
            hash BLOB NOT NULL,
            body TEXT NOT NULL,
            cleared INTEGER NOT NULL
        ) STRICT
        """;

    /// <summary>Counts the erasures.</summary>
    public const string Count = "SELECT max(number) FROM erasures";

    public static bool IsIn(StoreConnection connection) =>
        connection.Query("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'erasures'") > 0;

    /// <summary>Reads all of them, and checks their chain.</summary>
    /// <exception cref="JournalException">The chain is broken.</exception>
    public static List<Erasure> Read(StoreConnection connection, string path)
    {
        var erasures = new List<Erasure>();
        if (!IsIn(connection))
            return erasures;
        using var rows = new Statement(connection, "SELECT number, hash, body, CAST(body AS BLOB) FROM erasures ORDER BY number");
        var hash = Erasure.StartHash();
        while (rows.Step())
        {
            JournalCodec.ExtendHash(hash, rows.Bytes(3));
            if (!hash.AsSpan().SequenceEqual(rows.Bytes(1)) || rows.Int64(0) != erasures.Count + 1)
                throw new JournalException(
                    JournalFault.Corrupt,
                    $"The journal '{path}' is damaged: the record of its erasures was changed at number {rows.Int64(0)}."
                );
            erasures.Add(Erasure.FromJson(rows.Text(2)));
        }

        return erasures;
    }

    /// <summary>Adds one, within a transaction.</summary>
    public static void Add(StoreConnection connection, Erasure erasure)
    {
        using var last = new Statement(connection, "SELECT hash FROM erasures ORDER BY number DESC LIMIT 1");
        var hash = last.Step() ? last.Bytes(0).ToArray() : Erasure.StartHash();
        last.Reset();
        var body = erasure.ToJson();
        JournalCodec.ExtendHash(hash, System.Text.Encoding.UTF8.GetBytes(body));
        using var add = new Statement(connection, "INSERT INTO erasures (number, hash, body, cleared) VALUES (?, ?, ?, 0)");
        add.Bind(1, erasure.Number).Bind(2, hash).Bind(3, body).Run();
    }
}
