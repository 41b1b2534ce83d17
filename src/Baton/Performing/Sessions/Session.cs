using System.Security.Cryptography;
using System.Text;
using Baton.Journals;
using Baton.Journals.Entries;
using Baton.Journals.Timers;
using Baton.Performing.Healths;
using Baton.Performing.Leases;
using Baton.States;
using Baton.States.Histories;
using Baton.States.Snapshots;
using Baton.States.Views;

namespace Baton.Performing.Sessions;

/// <summary>
/// One conversation in memory: its entries, the state folded from them, and which entries are durable. It implements the output commit
/// rule: <see cref="Add(JournalEntry)"/> costs no I/O, <see cref="CommitAsync"/> is called before the outside could see or depend on an
/// entry, and one append writes everything that was added since the last.
/// </summary>
/// <param name="id">The conversation.</param>
/// <param name="journal">Where it is kept.</param>
/// <param name="appender">Appends to it, with the next due time.</param>
/// <param name="memory">Decides what of it stays in memory.</param>
/// <param name="time">The clock that stamps entries.</param>
/// <param name="judge">Returns the rule that fires on an entry, given the state after it; null if there are no rules.</param>
/// <param name="countTokens">Counts the tokens of a text. Default: an estimate.</param>
internal sealed class Session(
    ConversationId id,
    IJournal journal,
    DueAppender appender,
    SessionMemory memory,
    TimeProvider time,
    Func<ConversationId, ConversationState, JournalEntry, string?>? judge = null,
    Func<string, int>? countTokens = null
)
{
    private readonly string callPrefix = CallPrefix(id, journal.Tenant);
    private readonly SemaphoreSlim committing = new(1, 1);
    private EntryWindow entries = new();
    private SessionViews views = new();
    private Transcript transcript = new(countTokens);
    private bool isWhole = true;
    private WriteBehind? behind;
    private int committed;

    public ConversationId Id { get; } = id;

    /// <summary>Held by a leg while it reads what another may add to.</summary>
    public Lock Sync { get; } = new();

    /// <summary>Held by the leg that writes shared state.</summary>
    public SemaphoreSlim Writing { get; } = new(1, 1);

    /// <summary>One turn at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Stops its turn.</summary>
    public TurnStop Stop { get; } = new();

    public ConversationState State { get; private set; } = ConversationState.Empty;

    /// <summary>Its entries. Of a long conversation only the newest are in memory (<see cref="SessionMemory"/>).</summary>
    public EntryWindow Entries => entries;

    /// <summary>Who works on it.</summary>
    public SessionLease Lease { get; } = appender.LeaseOf(id);

    /// <summary>Counts the tokens of a text.</summary>
    public Func<string, int> CountTokens => transcript.CountTokens;

    /// <summary>What was said so far. Read it under <see cref="Sync"/>.</summary>
    public Transcript Transcript => transcript.Read(entries);

    /// <summary>About how much memory it takes.</summary>
    public long Bytes => SessionMemory.BytesOf(entries, transcript);

    public bool HasPending => committed < entries.Count;

    /// <summary>The sequence number of the last durable entry.</summary>
    public long Durable => committed;

    /// <summary>How many erasures the store had had when the first entry was read or written.</summary>
    public long Erasures { get; set; }

    /// <summary>Called with each entry once it is durable, in order.</summary>
    public Action<JournalEntry>? Committed { get; set; }

    /// <summary>Reads the entries behind the last one that is known; at first from the snapshot on, if there is one.</summary>
    /// <exception cref="JournalException">Others appended while this session had entries of its own that are not durable.</exception>
    /// <exception cref="OtherTeamException">The conversation belongs to another team. Nothing of it is kept in memory.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (HasPending)
            throw JournalException.Conflict(Id, committed, entries.Count);
        if (entries.Count == 0 && await memory.ReadAsync(Id, cancellationToken).ConfigureAwait(false) is { } snapshot)
        {
            (entries, State, isWhole) = (snapshot.ToWindow(), snapshot.State.ToState(), false);
            (transcript, views) = (new Transcript(snapshot.Transcript, countTokens), new SessionViews(snapshot.Views));
        }

        await foreach (var entry in journal.ReadAsync(Id, entries.Count + 1, cancellationToken).ConfigureAwait(false))
        {
            // Whoever goes on with a conversation loads it first, so no entrance can forget to ask. A snapshot's tag names its team.
            if (entry is ConversationOpened opened)
                appender.RefuseOtherTeam(opened);
            if (entry.Seq > State.Version)
                State = ConversationFold.Apply(State, entry);
            entries.Add(entry);
        }

        committed = entries.Count;
    }

    /// <summary>Loads what is not in memory of the past: after a <see cref="PastNotLoadedException"/>.</summary>
    public async ValueTask LoadPastAsync(CancellationToken cancellationToken)
    {
        if (isWhole)
            return;
        var (whole, state, durable) = (new EntryWindow(), ConversationState.Empty, committed);
        await foreach (var entry in journal.ReadAsync(Id, fromSeq: 1, cancellationToken).ConfigureAwait(false))
        {
            if (whole.Count == durable)
                break;
            state = ConversationFold.Apply(state, entry);
            whole.Add(entry);
        }

        lock (Sync)
        {
            for (var place = durable; place < entries.Count; place++)
            {
                state = ConversationFold.Apply(state, entries[place]);
                whole.Add(entries[place]);
            }

            (entries, State, transcript, isWhole) = (whole, state, new Transcript(countTokens), true);
        }

        memory.WasLoadedWhole(State.Version);
    }

    /// <summary>Forgets what the next turns are unlikely to need. Call it between turns.</summary>
    /// <returns>A snapshot for whoever wakes the conversation next; null if the last one serves.</returns>
    public JournalSnapshot? Rest()
    {
        if (HasPending || !StateSnapshot.IsAtRest(State))
            return null;
        lock (Sync)
        {
            try
            {
                State = memory.Rest(entries, State, Transcript, views);
                isWhole &= entries.Before == 0;
                return memory.Snapshot(entries, State, transcript, views);
            }
            catch (PastNotLoadedException)
            {
                // To rest is no reason to load the past. The next turn asks for it, if it needs it.
                return null;
            }
        }
    }

    public void Add(JournalEntry entry) => Add(entry, entry.Leg);

    /// <summary>Adds an entry of a leg, or of the conversation itself.</summary>
    public void Add(JournalEntry entry, string? leg)
    {
        lock (Sync)
        {
            var stamped = entry.Placed(State.Version + 1, Now(), leg);
            var after = ConversationFold.Apply(State, stamped);
            // The rule that fired is stored in the entry itself, so a replay decides the same.
            if (judge?.Invoke(Id, after, stamped) is { } rule)
            {
                stamped = WithRule(stamped, rule);
                after = ConversationFold.Apply(State, stamped);
            }

            State = after;
            entries.Add(stamped);
            if (stamped is FellBack fell)
                Telemetry.Count(fell);
        }
    }

    /// <summary>
    /// Adds the entries of a decision with the state that the decision folded, if they were placed as they would be now. A rule must see
    /// each entry, and a later moment is another entry: then it adds nothing.
    /// </summary>
    public bool TryAdd(DraftEntries draft)
    {
        lock (Sync)
        {
            if (judge is not null || !ReferenceEquals(draft.Before, State) || draft.Before.Now != Now())
                return false;
            State = draft.After;
            foreach (var entry in draft)
            {
                entries.Add(entry);
                if (entry is FellBack fell)
                    Telemetry.Count(fell);
            }

            return true;
        }
    }

    // Never before the last entry, so that the journal is in the order of time.
    private DateTimeOffset Now()
    {
        var now = TimestampJsonConverter.Truncate(time.GetUtcNow());
        if (now > TimeBounds.LatestEntry)
            now = TimeBounds.LatestEntry;
        return entries.Count > 0 && now < entries[^1].At ? entries[^1].At : now;
    }

    /// <summary>
    /// Makes everything added so far durable. It takes no cancellation token, since an append cannot be undone. A model's stream and the
    /// loop that waits for it may both call this; then one append serves both.
    /// </summary>
    public ValueTask CommitAsync() => WriteAsync(leaves: false);

    /// <summary>
    /// Makes this process the one that works on the conversation, before it goes on with what another process left. Elsewhere the first
    /// append of the work does that.
    /// </summary>
    public ValueTask ClaimAsync() => HasPending || Lease.IsSure ? ValueTask.CompletedTask : appender.SetAsync(this);

    /// <summary>Commits, and leaves the work where it is: it is due at once, for another process.</summary>
    public ValueTask LeaveAsync() =>
        HasPending ? WriteAsync(leaves: true)
        : Lease.IsOpen ? appender.SetAsync(this, leaves: true)
        : ValueTask.CompletedTask;

    /// <summary>Gives back a lease that no append gave back, because there was nothing to append.</summary>
    public ValueTask GiveBackAsync() =>
        !Lease.IsOpen || Lease.HasInbox ? ValueTask.CompletedTask
        : appender.Next(this) is { Of: DueKind.Unfinished } ? LeaveAsync()
        : appender.SetAsync(this);

    private async ValueTask WriteAsync(bool leaves)
    {
        if (!HasPending)
            return;
        await committing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!HasPending)
                return;
            var (pending, due) = await PendingAsync().ConfigureAwait(false);
            await appender.AppendAsync(this, pending, due, leaves).ConfigureAwait(false);
            committed += pending.Count;
            if (Committed is { } tell)
                pending.ForEach(tell);
        }
        finally
        {
            committing.Release();
        }
    }

    private async ValueTask<(List<JournalEntry> Entries, DueMoment? Due)> PendingAsync()
    {
        while (true)
        {
            try
            {
                lock (Sync)
                    return (entries.Range(committed, entries.Count - committed), appender.Next(this));
            }
            catch (PastNotLoadedException)
            {
                await LoadPastAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes the entries so far while the work runs, if it runs longer than <see cref="RuntimeOptions.WriteBehind"/>.</summary>
    public ValueTask WriteBehindAsync(Task work, RuntimeOptions options)
    {
        if (work.IsCompleted || !HasPending)
            return ValueTask.CompletedTask;
        lock (Sync)
            behind ??= new WriteBehind(this, options);
        return behind.WaitAsync(work);
    }

    /// <summary>
    /// The id for the call at an index of the model reply that the leg adds next. It is unique in the conversation and among all
    /// conversations.
    /// </summary>
    public CallId NextCallId(string? leg, int place) =>
        new($"{callPrefix}_{State.Version + 1}{(leg is null ? "" : "-" + leg.Replace('.', '-'))}_{place + 1}");

    /// <summary>The view of an agent's model. The clearance may be lower than the agent's own, because of limits.</summary>
    public AgentView ViewFor<T>(ViewKey key, T from, Func<ViewKey, T, AgentView> make) => views.For(key, from, make, entries, Transcript);

    /// <summary>Drops a view, so that it is written anew.</summary>
    public void DropView(ViewKey key)
    {
        lock (Sync)
            views.Drop(key);
    }

    private static JournalEntry WithRule(JournalEntry entry, string rule) =>
        entry switch
        {
            MessageReceived received => received with { Rule = rule },
            MessageRouted routed => routed with { Rule = rule },
            ToolCallEnded ended => ended with { Rule = rule },
            ModelCallEnded ended => ended with { Rule = rule },
            _ => throw new ArgumentException($"No rule fires on {entry.GetType().Name}.", nameof(entry)),
        };

    // OpenAI accepts ids of up to 40 characters, so a long conversation id is hashed.
    // The id of a call goes to the outside as the key under which an effect happens once. So two tenants never have the same.
    private static string CallPrefix(ConversationId id, TenantId tenant) =>
        tenant.IsNone && id.Value.Length <= 24
            ? id.Value
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JournalCodec.PathOf(tenant) + id.Value)).AsSpan(0, 12));
}
