using Baton.Journals;
using Baton.Journals.Erasures;

namespace Baton.Sqlite;

// What is kept of a customer: listed, and erased.
public sealed partial class SqliteJournal
{
    /// <inheritdoc />
    public async ValueTask<Erasure?> EraseAsync(
        IReadOnlyList<ConversationHead> conversations,
        CustomerId? customer,
        ErasureNote note,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(conversations);
        ArgumentNullException.ThrowIfNull(note);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await Task.Run(() => new Eraser(open.Store, Tenant).Erase(conversations, customer, note), CancellationToken.None)
                .ConfigureAwait(false);
        }
        finally
        {
            foreach (var head in conversations)
                open.Followers.Ring(In(head.Conversation));
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<KeptItem> ListKeptAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return readers.Use(reader => reader.ReadKept(In(conversation))).ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public IAsyncEnumerable<KeptItem> ListKeptAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return readers.Use(reader => reader.ReadKept(Tenant, customer)).ToAsyncEnumerable();
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Erasure> ListErasuresAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return readers.Use(reader => reader.ReadErasures(Tenant, Path)).ToAsyncEnumerable();
    }
}
