using Baton.Journals;
using Baton.Journals.Erasures;

namespace Baton.Sqlite;

/// <summary>
/// Reads a store through a connection of its own, a page at a time, so that no read keeps the log from being written back.
/// </summary>
internal sealed class StoreReader : IDisposable
{
    private const int PageBytes = 256 * 1024;
    private const int PageConversations = 500;
    private const int PageDue = 1000;

    private readonly StoreConnection connection;
    private readonly Statement dataVersion,
        findKey,
        batches,
        conversations;
    private Statement? dueBy,
        dueNext;
    private Statement? waiting,
        head,
        leased,
        inbox;
    private Statement? snapshot;
    private Statement? hashBefore;
    private Statement? erasures;

    private readonly Store store;

    public StoreReader(Store store)
    {
        this.store = store;
        connection = store.Connect();
        try
        {
            dataVersion = connection.Prepare("PRAGMA data_version");
            findKey = connection.Prepare("SELECT id FROM conversations WHERE tenant = ? AND name = ?");
            batches = connection.Prepare("SELECT place, first_seq, hash, body FROM batches WHERE place BETWEEN ? AND ? ORDER BY place");
            conversations = connection.Prepare("SELECT id, name FROM conversations WHERE id < ? AND tenant = ? ORDER BY id DESC LIMIT ?");
        }
        catch (JournalException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Looks whether another process has changed the form of the file.</summary>
    public void Follow() => store.Follow(connection);

    /// <summary>A number that changes when another connection commits.</summary>
    public long DataVersion() => dataVersion.Scalar();

    public long? FindKey(StoredId id)
    {
        var key = findKey.Bind(1, id.Tenant.Value).Bind(2, id.Conversation.Value).Scalar();
        return key == 0 ? null : key;
    }

    /// <summary>The first batches of those that hold <paramref name="fromSeq"/> and what follows.</summary>
    public Page ReadPage(long key, long fromSeq)
    {
        var page = new List<Batch>();
        var bytes = 0;
        batches.Bind(1, Place.Of(key, fromSeq)).Bind(2, Place.Of(key, Place.MaxSeq));
        while (bytes < PageBytes && batches.Step())
        {
            var batch = Batch.In(batches);
            page.Add(batch);
            bytes += batch.Body.Length;
        }

        batches.Reset();
        return new Page(page, bytes >= PageBytes);
    }

    /// <summary>The hash after the last batch that ends before an entry; null for none.</summary>
    public byte[]? HashBefore(long key, long seq)
    {
        hashBefore ??= connection.Prepare("SELECT place, hash FROM batches WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1");
        var hash = hashBefore.Bind(1, Place.Of(key, 0)).Bind(2, Place.Of(key, seq - 1)).Step()
            ? hashBefore.Content(1, ContentCell.At(ContentColumn.Hash, hashBefore)).ToArray()
            : null;
        hashBefore.Reset();
        return hash;
    }

    /// <summary>The conversation's snapshot, if there is one that fits its entries.</summary>
    public JournalSnapshot? Snapshot(long key)
    {
        if (snapshot is null && !SnapshotTable.IsIn(connection))
            return null;
        snapshot ??= connection.Prepare(SnapshotTable.Find);
        var found = snapshot.Bind(1, key).Step() ? SnapshotTable.Read(snapshot) : null;
        snapshot.Reset();
        return found;
    }

    /// <summary>A tenant's conversations opened before the one numbered <paramref name="before"/>, the latest first.</summary>
    public List<(long Key, string Name)> ListPage(TenantId tenant, long before)
    {
        var page = new List<(long, string)>();
        conversations.Bind(1, before).Bind(2, tenant.Value).Bind(3, PageConversations);
        while (conversations.Step())
            page.Add((conversations.Int64(0), conversations.Text(1)));
        return page;
    }

    /// <summary>The tenants that have a conversation or an erasure here, in the order of their ids.</summary>
    public List<string> ListTenants()
    {
        var sql = "SELECT DISTINCT tenant FROM conversations";
        if (ErasureTable.IsIn(connection))
            sql += " UNION SELECT DISTINCT tenant FROM erasures";
        using var rows = new Statement(connection, sql + " ORDER BY 1");
        var tenants = new List<string>();
        while (rows.Step())
            tenants.Add(rows.Text(0));
        return tenants;
    }

    /// <summary>The first conversations of a team that are due behind a row and by a moment.</summary>
    public List<DueRow> DuePage(TenantId tenant, string team, DueRow after, DateTimeOffset by)
    {
        var page = new List<DueRow>();
        if (!HasDues())
            return page;
        dueBy!
            .Bind(1, team)
            .Bind(2, after.Moment)
            .Bind(3, after.Key)
            .Bind(4, by.ToUnixTimeMilliseconds())
            .Bind(5, PageDue)
            .Bind(6, tenant.Value);
        while (dueBy.Step())
            page.Add(new DueRow(dueBy.Int64(0), dueBy.Int64(1), dueBy.Text(2), dueBy.Text(3), dueBy.Int64(4)));
        return page;
    }

    /// <summary>The first moment behind another at which a conversation of the team is due.</summary>
    public DateTimeOffset? NextDue(TenantId tenant, string team, DateTimeOffset after)
    {
        if (!HasDues())
            return null;
        DateTimeOffset? next = dueNext!.Bind(1, team).Bind(2, after.ToUnixTimeMilliseconds()).Bind(3, tenant.Value).Step()
            ? DateTimeOffset.FromUnixTimeMilliseconds(dueNext.Int64(0))
            : null;
        dueNext.Reset();
        return next;
    }

    /// <summary>What waits for a person in the first conversations behind one; null where the store does not keep that yet.</summary>
    public List<(long Key, WaitingList List)>? WaitingPage(TenantId tenant, long after)
    {
        if (waiting is null && !WaitingTable.IsIn(connection))
            return null;
        var page = new List<(long, WaitingList)>();
        waiting ??= connection.Prepare(WaitingTable.Page);
        waiting.Bind(1, tenant.Value).Bind(2, after).Bind(3, PageConversations);
        while (waiting.Step())
            page.Add((waiting.Int64(0), WaitingTable.ListIn(waiting)));
        return page;
    }

    /// <summary>Where a conversation stands.</summary>
    public ConversationHead ReadHead(StoredId id)
    {
        // Counted before the head is read: a head of before an erasure never passes for one of after it.
        var erased = CountErasures(id.Tenant);
        if (!HasLeases())
            return new ConversationHead(id.Conversation, LastOf(id), null, false) { Erasures = erased };
        var found = head!.Bind(1, id.Tenant.Value).Bind(2, id.Conversation.Value).Step()
            ? LeaseTable.HeadOf(id.Conversation, head)
            : new ConversationHead(id.Conversation, 0, null, false);
        head.Reset();
        return found with { Erasures = erased };
    }

    /// <summary>What was erased of a tenant; <paramref name="path"/> is for the words of a failure.</summary>
    public List<Erasure> ReadErasures(TenantId tenant, string path) => ErasureTable.Read(connection, tenant, path);

    /// <summary>All that an erasure would erase of a conversation.</summary>
    public List<KeptItem> ReadKept(StoredId id)
    {
        using var transaction = Transaction.Read(connection);
        if (FindKey(id) is not { } key)
            return [];
        var of = KeptOf.Of(connection, key, id);
        return [.. KeptTable.In(connection, ofCustomer: false).SelectMany(table => table.List(connection, of))];
    }

    /// <summary>All that an erasure would erase of a customer beside the conversations.</summary>
    public List<KeptItem> ReadKept(TenantId tenant, CustomerId customer)
    {
        using var transaction = Transaction.Read(connection);
        return [.. KeptTable.In(connection, ofCustomer: true).SelectMany(table => table.List(connection, KeptOf.Of(tenant, customer)))];
    }

    /// <summary>A team's conversations that somebody works on, with their names.</summary>
    public List<(string Name, ConversationHead Head)> ReadLeased(TenantId tenant, string team)
    {
        var rows = new List<(string, ConversationHead)>();
        if (!HasLeases() || !HasDues())
            return rows;
        leased ??= connection.Prepare(LeaseTable.Leased);
        leased.Bind(1, tenant.Value).Bind(2, team);
        while (leased.Step())
            rows.Add((leased.Text(4), LeaseTable.HeadOf(default, leased)));
        return rows;
    }

    /// <summary>A conversation's inbox.</summary>
    public List<InboxMessage> ReadInbox(StoredId id)
    {
        var messages = new List<InboxMessage>();
        if (!HasLeases())
            return messages;
        inbox ??= connection.Prepare(LeaseTable.Inbox);
        inbox.Bind(1, id.Tenant.Value).Bind(2, id.Conversation.Value);
        while (inbox.Step())
            messages.Add(LeaseTable.MessageOf(inbox));
        return messages;
    }

    public void Dispose() => connection.Dispose();

    private long CountErasures(TenantId tenant)
    {
        if (erasures is null && !ErasureTable.IsIn(connection))
            return 0;
        erasures ??= connection.Prepare(ErasureTable.Count);
        return erasures.Bind(1, tenant.Value).Scalar();
    }

    private long LastOf(StoredId id)
    {
        if (FindKey(id) is not { } key)
            return 0;
        using var last = new Statement(connection, "SELECT max(place) FROM batches WHERE place BETWEEN ? AND ?");
        return Place.SeqOf(last.Bind(1, Place.Of(key, 0)).Bind(2, Place.Of(key, Place.MaxSeq)).Scalar());
    }

    // A file of an earlier Baton that may only be read has no such tables.
    private bool HasLeases()
    {
        if (head is not null)
            return true;
        if (!LeaseTable.IsIn(connection))
            return false;
        head = connection.Prepare(LeaseTable.Head);
        return true;
    }

    private bool HasDues()
    {
        if (dueBy is not null)
            return true;
        if (!DueTable.IsIn(connection))
            return false;
        dueBy = connection.Prepare(DueTable.By);
        dueNext = connection.Prepare(DueTable.Next);
        return true;
    }
}
