namespace Baton.Sqlite;

/// <summary>A store that is open: what the journals of its tenants share.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly StoreConnection? anchor;

    /// <param name="store">The store.</param>
    /// <param name="connection">A connection to it, the writer's from now on if it may write.</param>
    /// <param name="options">How it behaves.</param>
    public OpenStore(Store store, StoreConnection connection, SqliteJournalOptions options)
    {
        Store = store;
        Readers = new ReaderPool(store);
        States = new StateTables(store);
        Leases = new LeaseWriter(store);
        Followers = new Followers(store, options.TimeProvider, options.FollowInterval);
        if (connection.IsReadOnly)
            anchor = connection;
        else
            Writer = new GroupWriter(store, connection, Heads, Followers.Ring);
    }

    public Store Store { get; }

    public HeadCache Heads { get; } = new();

    public ReaderPool Readers { get; }

    public Followers Followers { get; }

    /// <summary>Null if the store may only be read.</summary>
    public GroupWriter? Writer { get; }

    public StateTables States { get; }

    public LeaseWriter Leases { get; }

    /// <summary>Writes what waits, ends whoever follows, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        // The writer's connection goes last: closing the last one writes the log back into the file.
        Followers.Dispose();
        Readers.Dispose();
        States.Dispose();
        Leases.Dispose();
        anchor?.Dispose();
        if (Writer is not null)
            await Writer.CloseAsync().ConfigureAwait(false);
    }
}
