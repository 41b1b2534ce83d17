using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Journals.Sqlite;

/// <summary>
/// What waits for a person: a row for each conversation in which something does, changed in the transaction of the append. A file of a
/// Baton that knew nothing of it gets the table, with what waits already, when the next thing comes to wait; such a Baton passes over it.
/// </summary>
/// <param name="connection">The writer's.</param>
internal sealed class WaitingTable(StoreConnection connection)
{
    /// <summary>Reads the next page: the last row's conversation, at most how many.</summary>
    public const string Page = "SELECT conversation, body FROM waiting WHERE conversation > ? ORDER BY conversation LIMIT ?";

    private const string Table = "CREATE TABLE waiting (conversation INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT";

    private const string Earlier = """
        SELECT DISTINCT conversations.id, conversations.name
        FROM batches JOIN conversations ON conversations.id = batches.place >> 32
        WHERE instr(batches.body, '"type":"ticket_opened"') > 0 OR instr(batches.body, '"type":"approval_asked"') > 0
        """;

    private const string Bodies = "SELECT CAST(body AS BLOB) FROM batches WHERE place BETWEEN ? AND ? ORDER BY place";

    private bool? isMade;
    private Statement? find, put, drop;

    public static bool IsIn(StoreConnection connection) => connection.Query("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'waiting'") > 0;

    public static IReadOnlyList<Waiting> Read(string body) => JsonSerializer.Deserialize(body, WaitingJson.Default.IReadOnlyListWaiting) ?? [];

    /// <summary>Looks again whether the table is there: another process may have made it, or a transaction that did was rolled back.</summary>
    public void Forget() => isMade = null;

    /// <summary>Takes up entries of a conversation, within the writer's transaction and behind their append.</summary>
    public void Apply(long key, ConversationId conversation, IReadOnlyList<JournalEntry> entries)
    {
        isMade ??= IsIn(connection);
        if (!isMade.Value)
        {
            if (!entries.Any(WaitingFold.Begins))
                return;
            // These entries stand in the file already, so they are taken up with the earlier ones.
            Make();
            return;
        }

        find ??= connection.Prepare("SELECT body FROM waiting WHERE conversation = ?");
        var body = find.Bind(1, key).Step() ? find.Text(0) : null;
        find.Reset();
        var before = body is null ? [] : ImmutableList.CreateRange(Read(body));
        var after = entries.Aggregate(before, (waiting, entry) => WaitingFold.Apply(waiting, conversation, entry));
        if (!ReferenceEquals(before, after))
            Put(key, after);
    }

    private void Put(long key, ImmutableList<Waiting> waiting)
    {
        if (waiting.IsEmpty)
            (drop ??= connection.Prepare("DELETE FROM waiting WHERE conversation = ?")).Bind(1, key).Run();
        else
            (put ??= connection.Prepare("INSERT OR REPLACE INTO waiting (conversation, body) VALUES (?, ?)")).Bind(1, key).Bind(2, JsonSerializer.Serialize(waiting, WaitingJson.Default.IReadOnlyListWaiting)).Run();
    }

    private void Make()
    {
        connection.Execute(Table);
        var earlier = new List<(long Key, string Name)>();
        using (var statement = new Statement(connection, Earlier))
        {
            while (statement.Step())
                earlier.Add((statement.Int64(0), statement.Text(1)));
        }

        foreach (var (key, name) in earlier)
        {
            var waiting = Earliest(key, new ConversationId(name));
            if (!waiting.IsEmpty)
                Put(key, waiting);
        }

        isMade = true;
    }

    private ImmutableList<Waiting> Earliest(long key, ConversationId conversation)
    {
        var waiting = ImmutableList<Waiting>.Empty;
        using var statement = new Statement(connection, Bodies);
        statement.Bind(1, Place.Of(key, 0)).Bind(2, Place.Of(key, Place.MaxSeq));
        while (statement.Step())
        {
            var body = statement.Bytes(0);
            foreach (var line in body.Split(Batch.LineBreak))
            {
                // A damaged conversation can be served by nobody: it must not stand in the way of the others.
                if (!TryRead(body[line], out var entry))
                    return [];
                waiting = WaitingFold.Apply(waiting, conversation, entry);
            }
        }

        return waiting;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JournalEntry? entry)
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
