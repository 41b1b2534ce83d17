namespace Baton.Sqlite;

/// <summary>A connection beside the writer's, for one use at a time, opened at the first.</summary>
internal sealed class SideConnection(Store store) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private StoreConnection? connection;
    private bool isClosed;

    // SQLite works on the caller's thread, so it is left before: what waits for another process holds up nobody else.
    public async ValueTask<T> UseAsync<T>(Func<StoreConnection, T> use, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteJournal));
            return await Task.Run(() => use(Opened()), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        gate.Wait();
        isClosed = true;
        connection?.Dispose();
        connection = null;
        gate.Release();
    }

    private StoreConnection Opened()
    {
        connection ??= Connect();
        store.Follow(connection);
        return connection;
    }

    private StoreConnection Connect()
    {
        var opened = store.Connect();
        if (!opened.IsReadOnly)
            opened.Execute("PRAGMA synchronous = FULL");
        return opened;
    }
}
