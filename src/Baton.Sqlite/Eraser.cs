using Baton.Journals;
using Baton.Journals.Erasures;

namespace Baton.Sqlite;

/// <summary>
/// Erases conversations in two steps. One transaction deletes their rows and records the erasure. Then the file is written anew and the log
/// emptied, because deleted rows stay readable in both until they are overwritten. A crash between the two is ended by the next erasure.
/// </summary>
internal sealed class Eraser(Store store, TenantId tenant)
{
    public Erasure? Erase(IReadOnlyList<ConversationHead> conversations, CustomerId? customer, ErasureNote note)
    {
        using var connection = store.Connect();
        store.RequireWritable(connection);
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA secure_delete = ON");
        var erasure = Delete(connection, conversations, customer, note);
        if (connection.Query("SELECT count(*) FROM erasures WHERE cleared = 0") > 0)
            Clear(connection);
        return erasure;
    }

    private Erasure? Delete(
        StoreConnection connection,
        IReadOnlyList<ConversationHead> conversations,
        CustomerId? customer,
        ErasureNote note
    )
    {
        using var transaction = Transaction.Write(connection);
        store.RequireFormatToWrite(connection);
        var tables = KeptTable.In(connection, ofCustomer: false);
        var erased = new List<ErasedConversation>();
        foreach (var head in conversations.Where(head => head.Version > 0))
        {
            var (number, hash) = Require(connection, head);
            var of = KeptOf.Of(connection, number, new StoredId(tenant, head.Conversation));
            foreach (var table in tables)
                table.Delete(connection, of);
            erased.Add(new ErasedConversation(head.Version, Convert.ToHexStringLower(hash)));
        }

        var hadState =
            customer is { } owner
            && KeptTable.In(connection, ofCustomer: true).Count(table => table.Delete(connection, KeptOf.Of(tenant, owner))) > 0;
        Erasure? erasure = null;
        if (erased.Count > 0 || hadState)
        {
            using var count = new Statement(connection, ErasureTable.Count);
            erasure = Erasure.Of(count.Bind(1, tenant.Value).Scalar() + 1, note, erased);
            ErasureTable.Add(connection, tenant, erasure);
        }

        transaction.Commit();
        return erasure;
    }

    private void Clear(StoreConnection connection)
    {
        if (!connection.WriteAnew())
            throw new JournalException(
                JournalFault.Busy,
                $"The content is erased, but others still read the journal '{store.Path}', so traces may be left in its log. Erase "
                    + "again to remove them."
            );
        connection.Execute("UPDATE erasures SET cleared = 1 WHERE cleared = 0");
    }

    private (long Number, byte[] Hash) Require(StoreConnection connection, ConversationHead expected)
    {
        using var find = new Statement(
            connection,
            "SELECT id, place, hash FROM conversations JOIN batches ON place BETWEEN id << 32 AND (id << 32) + 4294967295 "
                + "WHERE tenant = ? AND name = ? ORDER BY place DESC LIMIT 1"
        );
        if (!find.Bind(1, tenant.Value).Bind(2, expected.Conversation.Value).Step())
            throw JournalException.Conflict(expected.Conversation, expected.Version, 0);
        var (number, place) = (find.Int64(0), find.Int64(1));
        var (version, hash) = (Place.SeqOf(place), find.Content(2, new ContentCell(ContentColumn.Hash, place)).ToArray());
        find.Reset();
        if (version != expected.Version)
            throw JournalException.Conflict(expected.Conversation, expected.Version, version);
        using var leases = new Statement(connection, "SELECT owner, beat FROM leases WHERE conversation = ?");
        Lease? lease = leases.Bind(1, number).Step() ? new Lease(leases.Text(0), leases.Int64(1)) : null;
        leases.Reset();
        // A beat says only that the owner lives.
        return lease?.Owner == expected.Lease?.Owner ? (number, hash) : throw JournalException.Leased(expected.Conversation, lease);
    }
}
