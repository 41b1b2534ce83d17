using Baton.Journals;
using Baton.Simulation.Worlds;
using Baton.Sqlite;

namespace Baton.Simulation.Running;

/// <summary>The store that all processes share, and when it goes wrong.</summary>
internal sealed class SharedStore : IAsyncDisposable
{
    private static readonly EncryptionKey[] Keys =
    [
        .. Enumerable.Range(1, 3).Select(key => new EncryptionKey($"key-{key}", [.. Enumerable.Repeat((byte)key, EncryptionKey.Bytes)])),
    ];

    private readonly RunningWorld running;
    private readonly IJournal? inMemory;
    private readonly DirectoryInfo? folder;
    private readonly OrderedWork? order;
    private readonly List<SqliteJournal> opened = [];
    private readonly Dictionary<int, StoreFault> faults;
    private int operations;
    private TimeSpan awayUntil;

    /// <param name="running">The world.</param>
    public SharedStore(RunningWorld running)
    {
        this.running = running;
        faults = running.World.StoreTroubles.GroupBy(fault => fault.Operation).ToDictionary(one => one.Key, one => one.First().Kind);
        if (running.World.OnSqlite)
            (folder, order) = (Directory.CreateTempSubdirectory("baton-sim-"), new OrderedWork());
        else
            inMemory = running.World.KeepsSnapshots ? new SnapshotJournal() : new InMemoryJournal();
    }

    /// <summary>Whether the store is away.</summary>
    public bool IsAway => !running.IsHealed && running.Clock.Now < awayUntil;

    /// <summary>A look at the store from outside, where nothing fails.</summary>
    public IJournal Truth => inMemory ?? opened[^1];

    /// <summary>The store as a process opens it.</summary>
    public IJournal JournalOf(SimulatedProcess process)
    {
        if (inMemory is not null)
            return inMemory;
        // Each process writes with another key, as while a host changes it.
        var current = Keys[opened.Count % Keys.Length];
        var options = new SqliteJournalOptions
        {
            TimeProvider = process.Time,
            Encryption = new EncryptionKeys(current, [.. Keys.Where(key => key != current)]),
        };
        opened.Add(SqliteJournal.Open(Path.Combine(folder!.FullName, "store.db"), options));
        return new OrderedJournal(opened[^1], order!);
    }

    /// <summary>What goes wrong with the next operation that changes something; null for nothing.</summary>
    public StoreFault? NextFault() => faults.TryGetValue(++operations, out var fault) && !running.IsHealed ? fault : null;

    /// <summary>Takes the store away for a time.</summary>
    public void GoAway(TimeSpan time) => awayUntil = running.Clock.Now + time;

    /// <summary>Lets the next piece of work on a real disk end; false if there is none.</summary>
    public bool Step() => order?.Step() ?? false;

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in opened)
            await journal.DisposeAsync();
        folder?.Delete(recursive: true);
    }
}
