using System.Buffers;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// Writes what concerns leases and stands in no append, through a connection of its own: beats and the inbox. The writer of appends notices
/// it as it notices another process.
/// </summary>
internal sealed class LeaseWriter(Store store) : IDisposable
{
    private readonly SideConnection side = new(store);

    private Statement? find,
        renew,
        put,
        drop;

    public async ValueTask RenewAsync(
        TenantId tenant,
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken
    ) =>
        await WriteAsync(
                () =>
                {
                    foreach (var conversation in conversations)
                        renew!.Bind(1, lease.Beat).Bind(2, lease.Owner).Bind(3, tenant.Value).Bind(4, conversation.Value).Run();
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);

    public ValueTask<bool> PutAsync(StoredId id, InboxMessage message, CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalCodec.Write(message.Received, line);
        return WriteAsync(
            () =>
            {
                var key = find!.Bind(1, id.Tenant.Value).Bind(2, id.Conversation.Value).Scalar();
                if (key == 0)
                    return false;
                var name = message.Received.Message.Value;
                put!
                    .Bind(1, key)
                    .Bind(2, name)
                    .Bind(3, message.Customer?.Value ?? "")
                    .Bind(4, new ContentCell(ContentColumn.Inbox, key, name), line.WrittenSpan)
                    .Run();
                return true;
            },
            cancellationToken
        );
    }

    public async ValueTask RemoveAsync(StoredId id, MessageId message, CancellationToken cancellationToken) =>
        await WriteAsync(
                () =>
                {
                    drop!.Bind(1, message.Value).Bind(2, id.Tenant.Value).Bind(3, id.Conversation.Value).Run();
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);

    public void Dispose() => side.Dispose();

    private ValueTask<bool> WriteAsync(Func<bool> write, CancellationToken cancellationToken) =>
        side.UseAsync(
            opened =>
            {
                store.RequireWritable(opened);
                Prepare(opened);
                using var transaction = Transaction.Write(opened);
                store.RequireFormatToWrite(opened);
                var written = write();
                transaction.Commit();
                return written;
            },
            cancellationToken
        );

    private void Prepare(StoreConnection opened)
    {
        if (drop is not null)
            return;
        find = opened.Prepare("SELECT id FROM conversations JOIN leases ON leases.conversation = id WHERE tenant = ? AND name = ?");
        renew = opened.Prepare(
            "UPDATE leases SET beat = ? WHERE owner = ? AND conversation = "
                + "(SELECT id FROM conversations WHERE tenant = ? AND name = ?)"
        );
        put = opened.Prepare("INSERT OR IGNORE INTO inbox (conversation, message, customer, body) VALUES (?, ?, ?, ?)");
        drop = opened.Prepare(
            "DELETE FROM inbox WHERE message = ? AND conversation = (SELECT id FROM conversations WHERE tenant = ? AND name = ?)"
        );
    }
}
