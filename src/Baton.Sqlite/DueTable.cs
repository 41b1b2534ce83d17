using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// When conversations are due next: a row for each that is due at all, changed in the transaction of the append. The first due time makes
/// the table: a file of a Baton that knows nothing of it is used as it is, and such a Baton passes over it.
/// </summary>
/// <param name="connection">The writer's.</param>
internal sealed class DueTable(StoreConnection connection)
{
    // The moment that never comes: the last that a DateTimeOffset holds, so that a Baton that knows nothing of it reads it all the same.
    private const string Never = "253402300799999";

    /// <summary>The moment in the row of a conversation in which nothing is due.</summary>
    public static readonly long NeverMoment = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads the next page: team, the last row's moment and conversation, until, at most how many, tenant.</summary>
    public const string By = $"""
        SELECT due_times.at, due_times.conversation, conversations.name, due_times.of, due_times.version
        FROM due_times JOIN conversations ON conversations.id = due_times.conversation
        WHERE due_times.tenant = ?6 AND due_times.team = ?1 AND (due_times.at, due_times.conversation) > (?2, ?3) AND due_times.at <= ?4
            AND due_times.at < {Never}
        ORDER BY due_times.at, due_times.conversation LIMIT ?5
        """;

    /// <summary>Reads the first moment behind another: team, moment, tenant.</summary>
    public const string Next = $"SELECT at FROM due_times WHERE tenant = ?3 AND team = ?1 AND at > ?2 AND at < {Never} ORDER BY at LIMIT 1";

    /// <summary>Makes the table.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS due_times (
            conversation INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL DEFAULT '',
            team TEXT NOT NULL,
            at INTEGER NOT NULL,
            of TEXT NOT NULL,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS due_by_tenant ON due_times (tenant, team, at)
        """;

    private bool? isMade;
    private Statement? put,
        keep,
        drop;

    public static bool IsIn(StoreConnection connection) =>
        connection.Query("SELECT count(*) FROM main.sqlite_schema WHERE name IN ('due_by_tenant', 'due_in_order')") > 0;

    /// <summary>
    /// Looks again whether the table is there: another process may have made it, or a transaction that did was rolled back.
    /// </summary>
    public void Forget() => isMade = null;

    /// <summary>
    /// Notes when a conversation is due, within the writer's transaction. Where nothing is due, and somebody works on it all the same, its
    /// row stays at a moment that never comes: it says of which team the conversation is.
    /// </summary>
    public void Set(TenantId tenant, long key, long version, Due? due, bool isLeased)
    {
        isMade ??= IsIn(connection);
        if (due is not { } next)
        {
            if (isMade.Value && isLeased)
                (keep ??= connection.Prepare($"UPDATE due_times SET at = {Never} WHERE conversation = ?")).Bind(1, key).Run();
            else if (isMade.Value)
                (drop ??= connection.Prepare("DELETE FROM due_times WHERE conversation = ?")).Bind(1, key).Run();
            return;
        }

        if (!isMade.Value)
            Make();
        put ??= connection.Prepare(
            "INSERT OR REPLACE INTO due_times (conversation, team, at, of, version, tenant) VALUES (?, ?, ?, ?, ?, ?)"
        );
        put.Bind(1, key)
            .Bind(2, next.Team)
            .Bind(3, next.At.ToUnixTimeMilliseconds())
            .Bind(4, next.Of)
            .Bind(5, version)
            .Bind(6, tenant.Value)
            .Run();
    }

    private void Make()
    {
        connection.ExecuteAll(Schema);
        isMade = true;
    }
}

/// <summary>A row of the table, with the conversation's name.</summary>
/// <param name="Moment">When it is due: milliseconds since 1970 in UTC.</param>
/// <param name="Key">The conversation's number in the store.</param>
/// <param name="Name">Its name.</param>
/// <param name="Of">What falls due.</param>
/// <param name="Version">The conversation's version when that was said.</param>
internal readonly record struct DueRow(long Moment, long Key, string Name, string Of, long Version)
{
    /// <summary>What stands before every row.</summary>
    public static readonly DueRow First = new(long.MinValue, 0, "", "", 0);

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Moment);
}
