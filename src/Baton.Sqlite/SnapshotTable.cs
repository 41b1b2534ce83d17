using System.Buffers.Binary;
using System.Security.Cryptography;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// The snapshot of each conversation that is long enough for one. A snapshot is used only if its own hash fits, which covers the hash of
/// the conversation's chain at its version: so neither a damaged snapshot nor one of other entries is ever read. The first snapshot makes
/// the table, and a Baton that knows nothing of it passes over it.
/// </summary>
/// <param name="connection">The writer's.</param>
internal sealed class SnapshotTable(StoreConnection connection)
{
    /// <summary>Reads a conversation's snapshot with the hash of the chain at its version.</summary>
    public const string Find = """
        SELECT snapshots.conversation, snapshots.version, snapshots.read_from, snapshots.body, snapshots.hash, batches.place, batches.hash
        FROM snapshots JOIN batches ON batches.place = (snapshots.conversation << 32) + snapshots.version
        WHERE snapshots.conversation = ?
        """;

    private const string Table = """
        CREATE TABLE IF NOT EXISTS snapshots (
            conversation INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            read_from INTEGER NOT NULL,
            hash BLOB NOT NULL,
            body BLOB NOT NULL
        ) STRICT
        """;

    private bool isMade;
    private Statement? put;

    public static bool IsIn(StoreConnection connection) =>
        connection.Query("SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = 'snapshots'") > 0;

    /// <summary>Looks again whether the table is there: a transaction that made it may have been rolled back.</summary>
    public void Forget() => isMade = false;

    /// <summary>Keeps a snapshot of the conversation's last entry, within the writer's transaction.</summary>
    public void Put(Head head, JournalSnapshot snapshot)
    {
        if (!isMade)
            connection.Execute(Table);
        isMade = true;
        put ??= connection.Prepare(
            "INSERT OR REPLACE INTO snapshots (conversation, version, read_from, hash, body) VALUES (?, ?, ?, ?, ?)"
        );
        put.Bind(1, head.Key)
            .Bind(2, snapshot.Version)
            .Bind(3, snapshot.ReadFrom)
            .Bind(4, HashOf(snapshot.Version, snapshot.ReadFrom, head.Hash, snapshot.Body.Span))
            .Bind(5, new ContentCell(ContentColumn.Snapshot, head.Key), snapshot.Body.Span)
            .Run();
    }

    /// <summary>The snapshot in a row of <see cref="Find"/>; null if it is damaged.</summary>
    public static JournalSnapshot? Read(Statement row)
    {
        if (
            !row.TryContent(3, ContentCell.At(ContentColumn.Snapshot, row), out var body)
            || !row.TryContent(6, new ContentCell(ContentColumn.Hash, row.Int64(5)), out var chain)
        )
            return null;
        var (version, from) = (row.Int64(1), row.Int64(2));
        return HashOf(version, from, chain, body).AsSpan().SequenceEqual(row.Bytes(4))
            ? new JournalSnapshot(version, from, body.ToArray())
            : null;
    }

    /// <summary>The snapshot in a row of its conversation, version, where it reads from and body.</summary>
    public static JournalSnapshot Of(Statement row) =>
        new(row.Int64(1), row.Int64(2), row.Content(3, ContentCell.At(ContentColumn.Snapshot, row)).ToArray());

    private static byte[] HashOf(long version, long from, ReadOnlySpan<byte> chain, ReadOnlySpan<byte> body)
    {
        Span<byte> numbers = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, version);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[sizeof(long)..], from);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(numbers);
        hash.AppendData(chain);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
