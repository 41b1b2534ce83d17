using System.Globalization;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// Writes for everybody, from one thread: whoever waits while a commit is under way goes into the next one, so that many conversations
/// share one sync to disk.
/// </summary>
internal sealed class GroupWriter
{
    private const int MaxRequests = 1024;
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly Store store;
    private readonly StoreConnection connection;
    private readonly HeadCache heads;
    private readonly Action<StoredId> committed;
    private readonly Statement commit,
        rollback,
        dataVersion,
        findKey,
        findHead,
        addConversation,
        addBatch,
        lastRow;
    private readonly object gate = new();
    private readonly DueTable dues;
    private readonly WaitingTable people;
    private readonly LeaseTable leases;
    private readonly SnapshotTable snapshots;
    private readonly Queue<AppendRequest> waiting = new();
    private readonly List<AppendRequest> group = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long seenDataVersion = -1;
    private bool closing;

    /// <param name="store">The store.</param>
    /// <param name="connection">The writer's own from now on.</param>
    /// <param name="heads">Where it notes the heads.</param>
    /// <param name="committed">Told of each conversation that has new entries.</param>
    public GroupWriter(Store store, StoreConnection connection, HeadCache heads, Action<StoredId> committed)
    {
        this.store = store;
        this.connection = connection;
        this.heads = heads;
        this.committed = committed;
        commit = connection.Prepare("COMMIT");
        rollback = connection.Prepare("ROLLBACK");
        dataVersion = connection.Prepare("PRAGMA data_version");
        findKey = connection.Prepare("SELECT id FROM conversations WHERE tenant = ? AND name = ?");
        findHead = connection.Prepare("SELECT place, hash FROM batches WHERE place BETWEEN ? AND ? ORDER BY place DESC LIMIT 1");
        addConversation = connection.Prepare("INSERT INTO conversations (tenant, name) VALUES (?, ?)");
        addBatch = connection.Prepare("INSERT INTO batches (place, first_seq, hash, body) VALUES (?, ?, ?, ?)");
        lastRow = connection.Prepare("SELECT last_insert_rowid()");
        dues = new DueTable(connection);
        people = new WaitingTable(connection);
        leases = new LeaseTable(connection);
        snapshots = new SnapshotTable(connection);
        new Thread(Work) { IsBackground = true, Name = "Baton journal" }.Start();
    }

    /// <summary>How many commits have been made.</summary>
    public long Commits { get; private set; }

    public void Enqueue(AppendRequest request)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, typeof(SqliteJournal));
            waiting.Enqueue(request);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closing = true;
            Monitor.Pulse(gate);
        }

        return ended.Task;
    }

    private void Work()
    {
        while (Take())
        {
            if (Write() is { } failure)
                Fail(failure);
            else
                Acknowledge();
        }

        connection.Dispose();
        ended.SetResult();
    }

    private bool Take()
    {
        group.Clear();
        lock (gate)
        {
            while (waiting.Count == 0 && !closing)
                Monitor.Wait(gate);
            var bytes = 0L;
            while (group.Count < MaxRequests && bytes < MaxBytes && waiting.TryDequeue(out var request))
            {
                group.Add(request);
                bytes += request.Body.Length + (request.Snapshot?.Body.Length ?? 0);
            }
        }

        return group.Count > 0;
    }

    // Whatever goes wrong becomes the answer to everybody in the group: the writer itself must live on.
    private Exception? Write()
    {
        try
        {
            Rollback();
            connection.BeginWriting();
            TrustHeads();
            var written = 0;
            foreach (var request in group)
            {
                request.Refusal = Add(request);
                written += request.Refusal is null ? 1 : 0;
            }

            commit.Run();
            Commits += written > 0 ? 1 : 0;
            return null;
        }
        catch (Exception failure)
        {
            heads.Clear();
            dues.Forget();
            people.Forget();
            snapshots.Forget();
            return RollbackAfter(failure);
        }
    }

    private void Rollback()
    {
        if (connection.InTransaction)
            rollback.Run();
    }

    private Exception RollbackAfter(Exception failure)
    {
        try
        {
            Rollback();
            return failure;
        }
        catch (JournalException second)
        {
            return new AggregateException(failure, second);
        }
    }

    // The heads are right as long as nobody else has committed. When somebody has, that one may also have been a newer Baton.
    private void TrustHeads()
    {
        var version = dataVersion.Scalar();
        if (version == seenDataVersion)
            return;
        heads.Clear();
        dues.Forget();
        people.Forget();
        snapshots.Forget();
        store.RequireFormatToWrite(connection);
        seenDataVersion = version;
    }

    private JournalException? Add(AppendRequest request)
    {
        var head = HeadOf(request.Id);
        if (request.Snapshot is { } snapshot)
        {
            if (head?.Version == snapshot.Version)
                snapshots.Put(head, snapshot);
            return null;
        }

        if ((head?.Version ?? 0) != request.ExpectedVersion)
            return JournalException.Conflict(request.Id.Conversation, request.ExpectedVersion, head?.Version ?? 0);
        if (!LeaseUse.Allows(request.Lease, head?.Lease))
            return JournalException.Leased(request.Id.Conversation, head?.Lease);
        head ??= Open(request.Id);
        var after = Leased(request, head);
        dues.Set(request.Id.Tenant, head.Key, head.Version + request.Count, request.Due, isLeased: after.Lease is not null);
        if (request.Count > 0)
            after = AddBatch(request, after);
        heads.Keep(request.Id, after);
        return null;
    }

    private Head Leased(AppendRequest request, Head head)
    {
        var hasInbox = head.HasInbox && leases.TakeOut(head.Key, request.Entries);
        var lease = request.Lease?.Following(head.Lease, hasInbox);
        leases.Set(head.Key, head.Lease, lease);
        request.IsKeptForInbox = request.Lease?.After == LeaseAfter.GivenBack && lease is not null;
        return lease == head.Lease && hasInbox == head.HasInbox ? head : head with { Lease = lease, HasInbox = hasInbox };
    }

    private Head AddBatch(AppendRequest request, Head head)
    {
        var next = head with { Version = head.Version + request.Count, Hash = request.HashAfter(head.Hash) };
        var place = Place.Of(next.Key, next.Version);
        addBatch
            .Bind(1, place)
            .Bind(2, head.Version + 1)
            .Bind(3, new ContentCell(ContentColumn.Hash, place), next.Hash)
            .Bind(4, new ContentCell(ContentColumn.Body, place), request.Body)
            .Run();
        if (request.ChangesWaiting.Count > 0)
            people.Apply(next.Key, request.Id, request.ChangesWaiting);
        return next;
    }

    private Head? HeadOf(StoredId id)
    {
        if (heads.Find(id) is { } known)
            return known;
        var key = findKey.Bind(1, id.Tenant.Value).Bind(2, id.Conversation.Value).Scalar();
        if (key == 0)
            return null;
        Head? head = null;
        if (findHead.Bind(1, Place.Of(key, 0)).Bind(2, Place.Of(key, Place.MaxSeq)).Step())
        {
            var place = findHead.Int64(0);
            var hash = findHead.Content(1, new ContentCell(ContentColumn.Hash, place)).ToArray();
            head = new Head(key, Place.SeqOf(place), hash, Lease: null, HasInbox: false);
        }

        findHead.Reset();
        return head is null || head.Hash.Length != JournalCodec.HashBytes
            ? throw new JournalException(
                JournalFault.Corrupt,
                $"The journal '{store.Path}' is damaged: conversation '{id.Conversation}' has no head. Restore it from a backup."
            )
            : WithLease(head);
    }

    private Head WithLease(Head head)
    {
        var (lease, hasInbox) = leases.Find(head.Key);
        return head with { Lease = lease, HasInbox = hasInbox };
    }

    private Head Open(StoredId id)
    {
        Store.NoteTenant(connection, id.Tenant);
        addConversation.Bind(1, id.Tenant.Value).Bind(2, id.Conversation.Value).Run();
        return new Head(lastRow.Scalar(), 0, id.StartHash(), Lease: null, HasInbox: false);
    }

    private void Acknowledge()
    {
        foreach (var request in group)
        {
            if (request.Refusal is { } refusal)
            {
                request.SetException(refusal);
                continue;
            }

            request.SetResult(request.IsKeptForInbox);
            if (request.Count > 0)
                committed(request.Id);
        }
    }

    private void Fail(Exception failure)
    {
        foreach (var request in group)
        {
            // Each gets an exception of its own: one that is thrown in many places at once loses its trace.
            request.SetException(
                failure is JournalException fault
                    ? new JournalException(fault.Fault, fault.Message, fault)
                    : new JournalException(
                        JournalFault.Unavailable,
                        string.Create(CultureInfo.InvariantCulture, $"The journal '{store.Path}' failed: {failure.Message}"),
                        failure
                    )
            );
        }
    }
}
