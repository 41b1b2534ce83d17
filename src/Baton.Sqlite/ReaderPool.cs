using System.Collections.Concurrent;

namespace Baton.Sqlite;

/// <summary>Keeps readers for their next use. One that failed is not kept.</summary>
internal sealed class ReaderPool(Store store) : IDisposable
{
    private const int MaxKept = 8;
    private readonly ConcurrentBag<StoreReader> kept = [];
    private volatile bool closed;

    public T Use<T>(Func<StoreReader, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(SqliteJournal));
        if (!kept.TryTake(out var reader))
            reader = new StoreReader(store);
        T result;
        try
        {
            reader.Follow();
            result = read(reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        if (closed || kept.Count >= MaxKept)
            reader.Dispose();
        else
            kept.Add(reader);
        if (closed)
            Dispose();
        return result;
    }

    public void Dispose()
    {
        closed = true;
        while (kept.TryTake(out var reader))
            reader.Dispose();
    }
}
