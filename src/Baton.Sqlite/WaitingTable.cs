using System.Diagnostics.CodeAnalysis;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// What waits for a person: a row for each conversation in which something does, changed in the transaction of the append. A file of a
/// Baton that knew nothing of it gets the table, with what waits already, when the next thing comes to wait; such a Baton passes over it.
/// </summary>
/// <param name="connection">The writer's.</param>
internal sealed class WaitingTable(StoreConnection connection)
{
    /// <summary>Reads the next page: tenant, the last row's conversation, at most how many.</summary>
    public const string Page = "SELECT conversation, body FROM waiting WHERE tenant = ? AND conversation > ? ORDER BY conversation LIMIT ?";

    /// <summary>Makes the table.</summary>
    public const string Schema = """
        CREATE TABLE waiting (
            conversation INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL DEFAULT '',
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX waiting_by_tenant ON waiting (tenant)
        """;

    private const string Earlier = """
        SELECT DISTINCT conversations.id, conversations.name, conversations.tenant
        FROM batches JOIN conversations ON conversations.id = batches.place >> 32
        WHERE instr(batches.body, '"type":"ticket_opened"') > 0 OR instr(batches.body, '"type":"approval_asked"') > 0
            OR batches.body LIKE 'sealed:%'
        """;

    private const string Bodies = "SELECT place, body FROM batches WHERE place BETWEEN ? AND ? ORDER BY place";

    private bool? isMade;
    private Statement? find,
        put,
        drop;

    public static bool IsIn(StoreConnection connection) =>
        connection.Query("SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = 'waiting'") > 0;

    /// <summary>
    /// Looks again whether the table is there: another process may have made it, or a transaction that did was rolled back.
    /// </summary>
    public void Forget() => isMade = null;

    /// <summary>Takes up entries of a conversation, within the writer's transaction and behind their append.</summary>
    public void Apply(long key, StoredId id, IReadOnlyList<JournalEntry> entries)
    {
        isMade ??= IsIn(connection);
        if (!isMade.Value)
        {
            // These entries stand in the file already, so they are taken up with the earlier ones.
            if (WaitingList.Empty.After(id.Conversation, entries).Items.Count > 0)
                Make();
            return;
        }

        find ??= connection.Prepare("SELECT conversation, body FROM waiting WHERE conversation = ?");
        var before = find.Bind(1, key).Step() ? ListIn(find) : WaitingList.Empty;
        find.Reset();
        var after = before.After(id.Conversation, entries);
        if (!ReferenceEquals(before, after))
            Put(key, id.Tenant.Value, after);
    }

    /// <summary>The list in a row of its conversation and body.</summary>
    public static WaitingList ListIn(Statement row) => WaitingList.FromJson(row.ContentText(1, ContentCell.At(ContentColumn.Waiting, row)));

    private void Put(long key, string tenant, WaitingList list)
    {
        if (list.Items.Count == 0)
        {
            (drop ??= connection.Prepare("DELETE FROM waiting WHERE conversation = ?")).Bind(1, key).Run();
            return;
        }

        put ??= connection.Prepare("INSERT OR REPLACE INTO waiting (conversation, tenant, body) VALUES (?, ?, ?)");
        put.Bind(1, key).Bind(2, tenant).Bind(3, new ContentCell(ContentColumn.Waiting, key), list.ToJson()).Run();
    }

    private void Make()
    {
        connection.ExecuteAll(Schema);
        var earlier = new List<(long Key, string Name, string Tenant)>();
        using (var statement = new Statement(connection, Earlier))
        {
            while (statement.Step())
                earlier.Add((statement.Int64(0), statement.Text(1), statement.Text(2)));
        }

        foreach (var (key, name, tenant) in earlier)
        {
            var list = ReadAll(key, new ConversationId(name));
            if (list.Items.Count > 0)
                Put(key, tenant, list);
        }

        isMade = true;
    }

    private WaitingList ReadAll(long key, ConversationId conversation)
    {
        var list = WaitingList.Empty;
        using var statement = new Statement(connection, Bodies);
        statement.Bind(1, Place.Of(key, 0)).Bind(2, Place.Of(key, Place.MaxSeq));
        while (statement.Step())
        {
            // A damaged conversation can be served by nobody: it must not stand in the way of the others.
            if (!statement.TryContent(1, ContentCell.At(ContentColumn.Body, statement), out var body))
                return WaitingList.Empty;
            foreach (var line in body.Split(Batch.LineBreak))
            {
                if (!TryRead(body[line], out var entry))
                    return WaitingList.Empty;
                list = list.After(conversation, [entry]);
            }
        }

        return list;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out JournalEntry? entry)
    {
        try
        {
            entry = JournalCodec.Read(line);
            return true;
        }
        catch (JournalException)
        {
            entry = null;
            return false;
        }
    }
}
