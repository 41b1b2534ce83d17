namespace Baton.Sqlite;

/// <summary>
/// The tenant in the keys of a store. Every table that is searched by anything but the number of a conversation has a column for it, and a
/// conversation's number belongs to one tenant. A file of a Baton that knew no tenants gets the columns when it is opened for writing, and
/// all that is in it belongs to the tenant without a name. Where such a file may only be read, views in the connection take the tables'
/// place.
/// </summary>
internal static class TenantColumns
{
    /// <summary>The index by which a file is known to have the columns.</summary>
    private const string Mark = "conversations_by_tenant";

    /// <summary>Makes the table of conversations.</summary>
    public const string Conversations = """
        CREATE TABLE conversations (
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL DEFAULT '',
            name TEXT NOT NULL,
            UNIQUE (tenant, name)
        ) STRICT;
        CREATE INDEX conversations_by_tenant ON conversations (tenant);
        """;

    /// <summary>Makes the view of all entries for people who look into the file.</summary>
    public const string Entries = """
        CREATE VIEW entries AS
            SELECT conversations.tenant AS tenant,
                   conversations.name AS conversation,
                   line.value ->> '$.seq' AS seq,
                   line.value ->> '$.at' AS at,
                   line.value ->> '$.type' AS type,
                   line.value AS entry
            FROM conversations
            JOIN batches ON batches.place BETWEEN conversations.id << 32 AND (conversations.id << 32) + 4294967295
            JOIN json_each('[' || replace(batches.body, char(10), ',') || ']') AS line;
        """;

    // The tables of earlier files that need the column, and the columns that they had.
    private static readonly (string Table, string Columns)[] Earlier =
    [
        ("conversations", "id, name"),
        ("waiting", "conversation, body"),
        ("due_times", "conversation, team, at, of, version"),
        ("state_values", "scope, owner, key, revision, value"),
        ("state_updates", "id, made"),
        ("erasures", "number, hash, body, cleared"),
    ];

    public static bool AreIn(StoreConnection connection) =>
        connection.Query($"SELECT count(*) FROM main.sqlite_schema WHERE type = 'index' AND name = '{Mark}'") > 0;

    /// <summary>Gives a file of an earlier Baton the columns, within a transaction.</summary>
    public static void Add(StoreConnection connection)
    {
        if (AreIn(connection))
            return;
        connection.Execute("DROP VIEW IF EXISTS entries");
        connection.Execute("DROP INDEX IF EXISTS due_in_order");
        foreach (var (table, columns) in Earlier.Where(earlier => Has(connection, earlier.Table)))
        {
            connection.Execute($"ALTER TABLE {table} RENAME TO earlier_{table}");
            connection.ExecuteAll(SchemaOf(table));
            connection.Execute($"INSERT INTO {table} ({columns}) SELECT {columns} FROM earlier_{table}");
            connection.Execute($"DROP TABLE earlier_{table}");
        }

        connection.ExecuteAll(Entries);
    }

    /// <summary>
    /// Lets a file of an earlier Baton be read as if it had the columns. When another process adds them meanwhile, the views show nothing,
    /// until <see cref="Follow"/> takes them away.
    /// </summary>
    public static void Imitate(StoreConnection connection)
    {
        if (AreIn(connection))
            return;
        connection.Execute("PRAGMA temp_store = MEMORY");
        foreach (var (table, columns) in Earlier.Where(earlier => Has(connection, earlier.Table)))
            connection.Execute(
                $"""
                CREATE TEMP VIEW {table} AS SELECT '' AS tenant, {columns} FROM main.{table}
                WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_schema WHERE name = '{Mark}')
                """
            );
    }

    /// <summary>Takes the views away if another process has added the columns.</summary>
    public static void Follow(StoreConnection connection)
    {
        if (!AreIn(connection))
            return;
        foreach (var (table, _) in Earlier)
            connection.Execute($"DROP VIEW IF EXISTS temp.{table}");
    }

    private static bool Has(StoreConnection connection, string table) =>
        connection.Query($"SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = '{table}'") > 0;

    private static string SchemaOf(string table) =>
        table switch
        {
            "conversations" => Conversations,
            "waiting" => WaitingTable.Schema,
            "due_times" => DueTable.Schema,
            "state_values" => StateTables.Values,
            "state_updates" => StateTables.Updates,
            _ => ErasureTable.Schema,
        };
}
