using System.Buffers;
using System.Collections.Concurrent;
using Baton.Journals.Entries;
using Baton.Journals.Erasures;
using Baton.Journals.SharedStates;

namespace Baton.Journals;

/// <summary>
/// The entries of one conversation in memory. Each has a lock of its own, so that conversations do not wait for each other.
/// </summary>
/// <param name="id">The conversation.</param>
/// <param name="tenant">Whose it is.</param>
/// <param name="waiting">What waits for a person in all conversations.</param>
/// <param name="dues">When all conversations are due.</param>
/// <param name="leased">The conversations that somebody works on.</param>
internal sealed class InMemoryConversation(
    ConversationId id,
    TenantId tenant,
    InMemoryWaiting waiting,
    InMemoryDues dues,
    ConcurrentDictionary<ConversationId, InMemoryConversation> leased
)
{
    private readonly Lock gate = new();
    private readonly List<InboxMessage> inbox = [];
    private JournalEntry[] entries = [];
    private int count;
    private Lease? lease;
    private TaskCompletionSource? growth;

    /// <summary>Its number in the order in which conversations were opened, from 1; 0 before the first append.</summary>
    public long Opened { get; private set; }

    /// <summary>The current entries. Written entries never change, so the view stays valid while more are appended.</summary>
    public ReadOnlyMemory<JournalEntry> Entries
    {
        get
        {
            lock (gate)
                return entries.AsMemory(0, count);
        }
    }

    /// <summary>The team of the due time that was set last; null if none was.</summary>
    public string? Team { get; private set; }

    /// <summary>Where it stands.</summary>
    public ConversationHead Head
    {
        get
        {
            lock (gate)
                return new ConversationHead(id, count, lease, inbox.Count > 0);
        }
    }

    /// <summary>The messages that wait, in order.</summary>
    public InboxMessage[] Inbox
    {
        get
        {
            lock (gate)
                return [.. inbox];
        }
    }

    /// <summary>Appends, sets the due time and uses the lease.</summary>
    /// <param name="expectedVersion">The last entry that the caller knows.</param>
    /// <param name="added">The entries; none where only the due time is set.</param>
    /// <param name="due">When something falls due next; null for never.</param>
    /// <param name="use">What becomes of the lease.</param>
    /// <param name="lastOpened">How many conversations were opened.</param>
    /// <param name="hasInbox">Whether the lease was to be given back and was kept for the inbox.</param>
    /// <returns>Why nothing was changed; null if it was.</returns>
    public JournalException? Append(
        long expectedVersion,
        IReadOnlyList<JournalEntry> added,
        Due? due,
        LeaseUse? use,
        ref long lastOpened,
        out bool hasInbox
    )
    {
        TaskCompletionSource? follower;
        hasInbox = false;
        lock (gate)
        {
            if (count != expectedVersion)
                return JournalException.Conflict(id, expectedVersion, count);
            if (!LeaseUse.Allows(use, lease))
                return JournalException.Leased(id, lease);
            if (entries.Length < count + added.Count)
                Array.Resize(ref entries, Math.Max(count + added.Count, Math.Max(32, entries.Length * 2)));
            for (var i = 0; i < added.Count; i++)
                entries[count + i] = added[i];
            if (count == 0 && added.Count > 0)
                Opened = Interlocked.Increment(ref lastOpened);
            count += added.Count;
            dues.Set(id, count, due);
            Team = due?.Team ?? Team;
            if (inbox.Count > 0)
                TakeOut(added);
            Lease(use?.Following(lease, inbox.Count > 0));
            hasInbox = use?.After == LeaseAfter.GivenBack && lease is not null;
            if (added.Count == 0)
                return null;
            waiting.Apply(id, added);
            follower = growth;
            growth = null;
        }

        follower?.SetResult();
        return null;
    }

    /// <summary>How often it was erased. Whoever follows it stops when that changes.</summary>
    public int Erased { get; private set; }

    /// <summary>The head of a chain of entries, in lower-case hexadecimal.</summary>
    public static string HeadOf(ConversationId conversation, TenantId tenant, ReadOnlySpan<JournalEntry> entries)
    {
        var hash = JournalCodec.StartHash(conversation, tenant);
        var line = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            line.ResetWrittenCount();
            JournalCodec.Write(entry, line);
            JournalCodec.ExtendHash(hash, line.WrittenSpan);
        }

        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Keeps everybody else out, until <see cref="Leave"/>.</summary>
    public void Enter() => gate.Enter();

    /// <summary>Lets others in again.</summary>
    public void Leave() => gate.Exit();

    /// <summary>Refuses if it is not as it was read.</summary>
    public void RequireUnchanged(ConversationHead head)
    {
        if (count != head.Version)
            throw JournalException.Conflict(id, head.Version, count);
        if (lease != head.Lease)
            throw JournalException.Leased(id, lease);
    }

    /// <summary>Erases it, with what its updates of shared state made.</summary>
    public ErasedConversation Erase(InMemoryStates states)
    {
        var erased = new ErasedConversation(count, HeadOf(id, tenant, entries.AsSpan(0, count)));
        states.ForgetUpdates(id, Calls);
        (entries, count, Opened, Team) = ([], 0, 0, null);
        inbox.Clear();
        Lease(null);
        dues.Set(id, 0, due: null);
        waiting.Forget(id);
        Erased++;
        growth?.SetResult();
        growth = null;
        return erased;
    }

    /// <summary>All that <see cref="Erase"/> erases.</summary>
    public List<KeptItem> Kept(InMemoryStates states)
    {
        lock (gate)
        {
            if (count == 0)
                return [];
            List<KeptItem> kept =
            [
                .. entries.Take(count).Select(KeptItem.Of),
                .. inbox.Select(KeptItem.Of),
                .. KeptItem.Of(waiting.Of(id)),
                .. states.UpdatesOf(id, Calls).Select(update => KeptItem.OfUpdate(update.Id, update.Made)),
                KeptItem.Of(KeptPlace.Conversation, writer => writer.WriteString("conversation", id.Value)),
            ];
            if (dues.Of(id) is { } due)
                kept.Add(KeptItem.Of(due));
            if (lease is { } held)
                kept.Add(KeptItem.Of(held));
            return kept;
        }
    }

    /// <summary>Raises the beat of a lease, if its owner has it.</summary>
    public void Renew(Lease renewed)
    {
        lock (gate)
            lease = lease?.Owner == renewed.Owner ? renewed : lease;
    }

    /// <summary>Puts a message into the inbox, if somebody has the lease.</summary>
    public bool TryPut(InboxMessage message)
    {
        lock (gate)
        {
            if (lease is null)
                return false;
            if (!inbox.Exists(waits => waits.Received.Message == message.Received.Message))
                inbox.Add(message);
            return true;
        }
    }

    /// <summary>Takes a message out of the inbox.</summary>
    public void Remove(MessageId message)
    {
        lock (gate)
            inbox.RemoveAll(waits => waits.Received.Message == message);
    }

    private IEnumerable<CallId> Calls =>
        entries.Take(count).OfType<ModelCallEnded>().SelectMany(ended => ended.Calls ?? []).Select(call => call.CallId);

    private void Lease(Lease? after)
    {
        if (lease is null && after is not null)
            leased[id] = this;
        else if (lease is not null && after is null)
            leased.TryRemove(id, out _);
        lease = after;
    }

    private void TakeOut(IReadOnlyList<JournalEntry> added)
    {
        for (var i = 0; i < added.Count; i++)
        {
            if (added[i] is MessageReceived received)
                inbox.RemoveAll(waits => waits.Received.Message == received.Message);
        }
    }

    /// <summary>Completes when there are more entries than <paramref name="known"/>.</summary>
    public Task GrownBeyond(int known)
    {
        lock (gate)
        {
            return count > known
                ? Task.CompletedTask
                : (growth ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
