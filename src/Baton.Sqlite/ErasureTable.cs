using System.Text;
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
            tenant TEXT NOT NULL DEFAULT '',
            number INTEGER NOT NULL,
            hash BLOB NOT NULL,
            body TEXT NOT NULL,
            cleared INTEGER NOT NULL,
            PRIMARY KEY (tenant, number)
        ) STRICT
        """;

    /// <summary>Counts the erasures: tenant.</summary>
    public const string Count = "SELECT max(number) FROM erasures WHERE tenant = ?";

    public static bool IsIn(StoreConnection connection) =>
        connection.Query("SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = 'erasures'") > 0;

    /// <summary>Reads all of a tenant, and checks their chain.</summary>
    /// <exception cref="JournalException">The chain is broken.</exception>
    public static List<Erasure> Read(StoreConnection connection, TenantId tenant, string path)
    {
        var erasures = new List<Erasure>();
        if (!IsIn(connection))
            return erasures;
        using var rows = new Statement(connection, "SELECT number, tenant, hash, body FROM erasures WHERE tenant = ? ORDER BY number");
        rows.Bind(1, tenant.Value);
        var hash = Erasure.StartHash(tenant);
        while (rows.Step())
        {
            var body = rows.ContentText(3, ContentCell.At(ContentColumn.Erasure, rows));
            JournalCodec.ExtendHash(hash, Encoding.UTF8.GetBytes(body));
            var own = rows.Content(2, ContentCell.At(ContentColumn.ErasureHash, rows));
            if (!hash.AsSpan().SequenceEqual(own) || rows.Int64(0) != erasures.Count + 1)
                throw new JournalException(
                    JournalFault.Corrupt,
                    $"The journal '{path}' is damaged: the record of its erasures was changed at number {rows.Int64(0)}."
                );
            erasures.Add(Erasure.FromJson(body));
        }

        return erasures;
    }

    /// <summary>Adds one of a tenant, within a transaction.</summary>
    public static void Add(StoreConnection connection, TenantId tenant, Erasure erasure)
    {
        using var last = new Statement(
            connection,
            "SELECT number, tenant, hash FROM erasures WHERE tenant = ? ORDER BY number DESC LIMIT 1"
        );
        var hash = last.Bind(1, tenant.Value).Step()
            ? last.Content(2, ContentCell.At(ContentColumn.ErasureHash, last)).ToArray()
            : Erasure.StartHash(tenant);
        last.Reset();
        var body = erasure.ToJson();
        JournalCodec.ExtendHash(hash, Encoding.UTF8.GetBytes(body));
        using var add = new Statement(connection, "INSERT INTO erasures (tenant, number, hash, body, cleared) VALUES (?, ?, ?, ?, 0)");
        add.Bind(1, tenant.Value)
            .Bind(2, erasure.Number)
            .Bind(3, new ContentCell(ContentColumn.ErasureHash, erasure.Number, tenant.Value), hash)
            .Bind(4, new ContentCell(ContentColumn.Erasure, erasure.Number, tenant.Value), body)
            .Run();
    }
}
