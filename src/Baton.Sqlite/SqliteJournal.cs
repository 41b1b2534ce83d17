using System.Runtime.CompilerServices;
using Baton.Journals;
using Baton.Journals.SharedStates;

namespace Baton.Sqlite;

/// <summary>
/// A journal in one SQLite file, with the state that conversations share beside it. Appends that wait at the same time share a sync to
/// disk, and several processes may write to one file.
/// </summary>
public sealed partial class SqliteJournal : IJournal, IAsyncDisposable
{
    private readonly OpenStore open;
    private readonly ReaderPool readers;

    private readonly bool isOwner;

    private SqliteJournal(OpenStore open, TenantId tenant, bool isOwner)
    {
        this.open = open;
        this.isOwner = isOwner;
        readers = open.Readers;
        Tenant = tenant;
    }

    /// <summary>The file.</summary>
    public string Path => open.Store.Path;

    /// <inheritdoc />
    public TenantId Tenant { get; }

    /// <summary>How many commits the writer has made; many appends share one.</summary>
    internal long Commits => open.Writer?.Commits ?? 0;

    /// <summary>Opens the store in a file, and makes the file and its folder where they are missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="JournalException">It cannot be opened; <see cref="JournalException.Fault"/> says why. A file that may only be read
    /// is opened, and appends to it fail.</exception>
    public static SqliteJournal Open(string path, SqliteJournalOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SqliteJournalOptions();
        var store = new Store(System.IO.Path.GetFullPath(path), options);
        return new SqliteJournal(new OpenStore(store, store.Open(), options), options.Tenant, isOwner: true);
    }

    /// <inheritdoc cref="IJournal.ForTenant" />
    public SqliteJournal ForTenant(TenantId tenant) => tenant == Tenant ? this : new SqliteJournal(open, tenant, isOwner: false);

    IJournal IJournal.ForTenant(TenantId tenant) => ForTenant(tenant);

    /// <inheritdoc />
    public ValueTask<bool> AppendAsync(
        ConversationId conversation,
        long expectedVersion,
        IReadOnlyList<JournalEntry> entries,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        JournalCodec.RequireNumbering(expectedVersion, entries);
        return Write(new AppendRequest(In(conversation), expectedVersion, entries, due, lease), cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<bool> SetDueAsync(
        ConversationId conversation,
        long expectedVersion,
        Due? due,
        LeaseUse? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedVersion, 1);
        return Write(new AppendRequest(In(conversation), expectedVersion, [], due, lease), cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<ConversationHead> ReadHeadAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(readers.Use(reader => reader.ReadHead(In(conversation))));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ConversationHead> ListLeasedAsync(
        string team,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        foreach (var (name, head) in readers.Use(reader => reader.ReadLeased(Tenant, team)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return head with
            {
                Conversation = Named(name),
            };
        }
    }

    /// <inheritdoc />
    public ValueTask RenewLeasesAsync(
        Lease lease,
        IReadOnlyCollection<ConversationId> conversations,
        CancellationToken cancellationToken = default
    ) => open.Leases.RenewAsync(Tenant, lease, conversations, cancellationToken);

    /// <inheritdoc />
    public ValueTask<bool> PutInInboxAsync(ConversationId conversation, InboxMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return open.Leases.PutAsync(In(conversation), message, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<InboxMessage>> ReadInboxAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<InboxMessage>>(readers.Use(reader => reader.ReadInbox(In(conversation))));
    }

    /// <inheritdoc />
    public ValueTask RemoveFromInboxAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken = default) =>
        open.Leases.RemoveAsync(In(conversation), message, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<JournalEntry> ReadAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => Walk(conversation, fromSeq, follow: false, cancellationToken);

    /// <inheritdoc />
    public bool KeepsSnapshots => true;

    /// <inheritdoc />
    public ValueTask<JournalSnapshot?> ReadSnapshotAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(readers.Use(reader => reader.FindKey(In(conversation)) is { } key ? reader.Snapshot(key) : null));
    }

    /// <inheritdoc />
    public async ValueTask KeepSnapshotAsync(
        ConversationId conversation,
        JournalSnapshot snapshot,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        await Write(new AppendRequest(In(conversation), snapshot), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<JournalEntry> FollowAsync(
        ConversationId conversation,
        long fromSeq = 1,
        CancellationToken cancellationToken = default
    ) => Walk(conversation, fromSeq, follow: true, cancellationToken);

    /// <inheritdoc />
    public ValueTask<JournalVerification> VerifyAsync(ConversationId conversation, CancellationToken cancellationToken = default)
    {
        var check = new ChainCheck(In(conversation));
        try
        {
            if (readers.Use(reader => reader.FindKey(In(conversation))) is { } key)
            {
                Page page;
                do
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    page = readers.Use(reader => reader.ReadPage(key, check.Next));
                } while (page.Batches.TrueForAll(check.Check) && page.HasMore);
                check.End();
            }
        }
        catch (JournalException failure) when (failure.Fault == JournalFault.Corrupt)
        {
            check.Stop(failure);
        }

        return ValueTask.FromResult(check.Result);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ConversationId> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var before = long.MaxValue;
        while (readers.Use(reader => reader.ListPage(Tenant, before)) is { Count: > 0 } page)
        {
            foreach (var (_, name) in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Named(name);
            }

            before = page[^1].Key;
        }
    }

    /// <summary>
    /// Lists the tenants that have a conversation in the file, or an erasure, in the order of their ids: for whoever looks after the file.
    /// </summary>
    public IAsyncEnumerable<TenantId> ListTenantsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return readers
            .Use(reader => reader.ListTenants())
            .ToAsyncEnumerable()
            .Select(name => name.Length == 0 ? TenantId.None : new TenantId(name));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Waiting> ListWaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (readers.Use(reader => reader.WaitingPage(Tenant, 0)) is not { } page)
        {
            // A file that an earlier Baton wrote, and where nothing has come to wait since.
            await foreach (var waiting in ReadWaitingAsync(cancellationToken).ConfigureAwait(false))
                yield return waiting;
            yield break;
        }

        while (page.Count > 0)
        {
            foreach (var waiting in page.SelectMany(row => row.List.Items))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return waiting;
            }

            var last = page[^1].Key;
            page = readers.Use(reader => reader.WaitingPage(Tenant, last)) ?? [];
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<DueConversation> ListDueAsync(
        string team,
        DateTimeOffset by,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var last = DueRow.First;
        while (readers.Use(reader => reader.DuePage(Tenant, team, last, by)) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new DueConversation(Named(row.Name), row.At, row.Of, row.Version);
            }

            last = page[^1];
        }
    }

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> NextDueAsync(string team, DateTimeOffset after, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(readers.Use(reader => reader.NextDue(Tenant, team, after)));
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StateValue>> ReadStateAsync(
        IReadOnlyList<StatePlace> places,
        CancellationToken cancellationToken = default
    ) => open.States.ReadAsync(Tenant, places, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StateValue>> UpdateStateAsync(
        string id,
        IReadOnlyList<StatePlace> places,
        Func<IReadOnlyList<StateValue>, IReadOnlyList<StateChange>?> update,
        CancellationToken cancellationToken = default
    ) => open.States.UpdateAsync(Tenant, id, places, update, cancellationToken);

    /// <summary>
    /// Writes what waits, ends whoever follows, and closes the file. One that <see cref="ForTenant"/> gave leaves that
    /// to the one that was opened.
    /// </summary>
    public ValueTask DisposeAsync() => isOwner ? open.DisposeAsync() : ValueTask.CompletedTask;

    private StoredId In(ConversationId conversation) => new(Tenant, conversation);

    private ValueTask<bool> Write(AppendRequest request, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(request.Id.Conversation.Value, nameof(request.Id.Conversation));
        cancellationToken.ThrowIfCancellationRequested();
        if (open.Writer is not { } writer)
            throw new JournalException(
                JournalFault.ReadOnly,
                $"The journal '{Path}' was opened read-only. Check the permissions of the file and its folder, and open it again."
            );
        if (request.Snapshot is null && request.ExpectedVersion == 0)
            request.HashAhead(request.Id.StartHash());
        else if (open.Heads.Find(request.Id) is { } head && head.Version == request.ExpectedVersion)
            request.HashAhead(head.Hash);
        writer.Enqueue(request);
        return new ValueTask<bool>(cancellationToken.CanBeCanceled ? request.Task.WaitAsync(cancellationToken) : request.Task);
    }

    private byte[] HashBefore(ConversationId conversation, long key, long seq) =>
        seq == 1
            ? In(conversation).StartHash()
            : readers.Use(reader => reader.HashBefore(key, seq))
                ?? throw Batch.Damaged(Path, conversation, seq, "the entries before it are gone");

    private async IAsyncEnumerable<Waiting> ReadWaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var conversation in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var list = WaitingList.Empty;
            await foreach (var entry in ReadAsync(conversation, fromSeq: 1, cancellationToken).ConfigureAwait(false))
                list = list.After(conversation, [entry]);
            foreach (var waiting in list.Items)
                yield return waiting;
        }
    }

    private ConversationId Named(string name)
    {
        try
        {
            return new ConversationId(name);
        }
        catch (ArgumentException error)
        {
            throw new JournalException(
                JournalFault.Corrupt,
                $"The journal '{Path}' is damaged: {error.Message} Restore it from a backup.",
                error
            );
        }
    }

    private async IAsyncEnumerable<JournalEntry> Walk(
        ConversationId conversation,
        long fromSeq,
        bool follow,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromSeq, 1);
        cancellationToken.ThrowIfCancellationRequested();
        using var watch = follow ? open.Followers.Watch(In(conversation)) : null;
        var next = fromSeq;
        // A conversation is read only as far as its chain is whole: from its beginning, or from the batch that holds the first entry.
        byte[]? hash = null;
        long? key = null;
        while (true)
        {
            key ??= readers.Use(reader => reader.FindKey(In(conversation)));
            var page = key is { } known ? readers.Use(reader => reader.ReadPage(known, next)) : Page.Empty;
            foreach (var batch in page.Batches)
            {
                if (batch.First > next || (next > fromSeq && batch.First != next))
                    throw Batch.Damaged(Path, conversation, next, $"the batch there begins with entry {batch.First}");
                var entries = batch.Entries(next, Path, conversation);
                hash ??= HashBefore(conversation, key!.Value, batch.First);
                if (!batch.Continues(hash))
                    throw Batch.Damaged(Path, conversation, batch.First, "the entries there were changed after they were written");
                foreach (var entry in entries)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return entry;
                }

                next = batch.Last + 1;
            }

            if (page.HasMore)
                continue;
            if (watch is null)
                yield break;
            await watch.HeardAsync(cancellationToken).ConfigureAwait(false);
            // It was erased. Its number, and its id, may belong to another by now.
            if (readers.Use(reader => reader.FindKey(In(conversation))) != key && key is not null)
                yield break;
        }
    }
}
