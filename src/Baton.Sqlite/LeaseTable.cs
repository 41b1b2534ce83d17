using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;

namespace Baton.Sqlite;

/// <summary>
/// Who works on conversations, and the messages that wait for them: changed in the transaction of the append. A file of a Baton that knew
/// nothing of them gets the tables when it is opened; such a Baton passes over them.
/// </summary>
/// <param name="connection">The writer's.</param>
internal sealed class LeaseTable(StoreConnection connection)
{
    /// <summary>Makes the tables.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS leases (
            conversation INTEGER PRIMARY KEY,
            owner TEXT NOT NULL,
            beat INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS inbox (
            place INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL,
            message TEXT NOT NULL,
            customer TEXT NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (conversation, message)
        ) STRICT
        """;

    /// <summary>Reads where a conversation stands: its tenant and name.</summary>
    public const string Head = """
        SELECT (SELECT place FROM batches WHERE place BETWEEN id << 32 AND (id << 32) + 4294967295 ORDER BY place DESC LIMIT 1),
            leases.owner, leases.beat, EXISTS (SELECT 1 FROM inbox WHERE inbox.conversation = id)
        FROM conversations LEFT JOIN leases ON leases.conversation = id WHERE tenant = ? AND name = ?
        """;

    /// <summary>Reads the conversations of a team that are leased: tenant, team.</summary>
    public const string Leased = """
        SELECT (SELECT place FROM batches WHERE place BETWEEN id << 32 AND (id << 32) + 4294967295 ORDER BY place DESC LIMIT 1),
            leases.owner, leases.beat, EXISTS (SELECT 1 FROM inbox WHERE inbox.conversation = id), name
        FROM leases JOIN due_times USING (conversation) JOIN conversations ON id = leases.conversation
        WHERE due_times.tenant = ? AND team = ?
        """;

    /// <summary>Reads a conversation's inbox: its tenant and name.</summary>
    public const string Inbox = """
        SELECT inbox.conversation, inbox.message, inbox.customer, inbox.body FROM inbox JOIN conversations ON id = inbox.conversation
        WHERE tenant = ? AND name = ? ORDER BY place
        """;

    private readonly Statement find = connection.Prepare("SELECT owner, beat FROM leases WHERE conversation = ?"),
        hasInbox = connection.Prepare("SELECT EXISTS (SELECT 1 FROM inbox WHERE conversation = ?)"),
        put = connection.Prepare("INSERT OR REPLACE INTO leases (conversation, owner, beat) VALUES (?, ?, ?)"),
        drop = connection.Prepare("DELETE FROM leases WHERE conversation = ?"),
        takeOut = connection.Prepare("DELETE FROM inbox WHERE conversation = ? AND message = ?");

    public static bool IsIn(StoreConnection connection) =>
        connection.Query("SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = 'inbox'") > 0;

    /// <summary>The lease and whether the inbox has messages, of a conversation that has been opened.</summary>
    public (Lease? Lease, bool HasInbox) Find(long key)
    {
        Lease? lease = find.Bind(1, key).Step() ? new Lease(find.Text(0), find.Int64(1)) : null;
        find.Reset();
        return (lease, hasInbox.Bind(1, key).Scalar() == 1);
    }

    /// <summary>Replaces the lease, where it has changed.</summary>
    public void Set(long key, Lease? before, Lease? after)
    {
        if (before == after)
            return;
        if (after is { } lease)
            put.Bind(1, key).Bind(2, lease.Owner).Bind(3, lease.Beat).Run();
        else
            drop.Bind(1, key).Run();
    }

    /// <summary>Takes the messages out of the inbox that are entries now.</summary>
    /// <returns>Whether messages are left.</returns>
    public bool TakeOut(long key, IReadOnlyList<JournalEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is MessageReceived received)
                takeOut.Bind(1, key).Bind(2, received.Message.Value).Run();
        }

        return hasInbox.Bind(1, key).Scalar() == 1;
    }

    /// <summary>Reads one row of <see cref="Head"/> or <see cref="Leased"/>.</summary>
    public static ConversationHead HeadOf(ConversationId conversation, Statement row)
    {
        // A conversation without a lease has no owner there, which reads as an empty text.
        Lease? lease = row.Bytes(1).IsEmpty ? null : new Lease(Encoding.UTF8.GetString(row.Bytes(1)), row.Int64(2));
        return new ConversationHead(conversation, Place.SeqOf(row.Int64(0)), lease, row.Int64(3) == 1);
    }

    /// <summary>Reads one row of <see cref="Inbox"/>.</summary>
    public static InboxMessage MessageOf(Statement row)
    {
        var customer = row.Text(2);
        var body = row.Content(3, ContentCell.At(ContentColumn.Inbox, row));
        return new InboxMessage((MessageReceived)JournalCodec.Read(body), customer.Length == 0 ? null : new CustomerId(customer));
    }
}
