using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// Wakes those who follow: at once for what this process appended, and at the next look for what others did. It looks only while
/// somebody follows, and one look serves all.
/// </summary>
internal sealed class Followers(Store store, TimeProvider time, TimeSpan interval) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<StoredId, List<Watch>> watches = [];
    private StoreReader? reader;
    private ITimer? timer;
    private long seen;
    private volatile int count;
    private bool closed;

    public Watch Watch(StoredId id)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteJournal));
            reader ??= new StoreReader(store);
            seen = count == 0 ? reader.DataVersion() : seen;
            var watch = new Watch(ended => Forget(id, ended));
            if (!watches.TryGetValue(id, out var list))
                watches[id] = list = [];
            list.Add(watch);
            count++;
            timer ??= time.CreateTimer(_ => Look(), null, interval, interval);
            return watch;
        }
    }

    public void Ring(StoredId id)
    {
        if (count == 0)
            return;
        lock (gate)
        {
            foreach (var watch in watches.GetValueOrDefault(id) ?? [])
                watch.Ring();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Each(watch => watch.Break(new ObjectDisposedException(nameof(SqliteJournal))));
            timer?.Dispose();
            reader?.Dispose();
            reader = null;
        }
    }

    private void Look()
    {
        lock (gate)
        {
            if (closed || count == 0)
                return;
            try
            {
                reader ??= new StoreReader(store);
                var version = reader.DataVersion();
                if (version == seen)
                    return;
                seen = version;
                Each(watch => watch.Ring());
            }
            catch (JournalException failure)
            {
                Each(watch => watch.Break(failure));
                reader?.Dispose();
                reader = null;
            }
        }
    }

    private void Forget(StoredId id, Watch watch)
    {
        lock (gate)
        {
            if (!watches.TryGetValue(id, out var list) || !list.Remove(watch))
                return;
            if (list.Count == 0)
                watches.Remove(id);
            count--;
            if (count > 0)
                return;
            timer?.Dispose();
            timer = null;
        }
    }

    private void Each(Action<Watch> act)
    {
        foreach (var list in watches.Values)
        {
            foreach (var watch in list)
                act(watch);
        }
    }
}
