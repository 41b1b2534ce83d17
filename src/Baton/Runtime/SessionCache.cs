using Baton.Journals;
using Baton.Performing.Sessions;
using Baton.States;

namespace Baton.Runtime;

/// <summary>
/// The conversations in memory: those in use, and idle ones as far as the options allow it. The one idle longest is removed first.
/// </summary>
/// <param name="journal">Where they are kept.</param>
/// <param name="appender">As in <see cref="Session"/>.</param>
/// <param name="tag">What the snapshots of conversations must fit.</param>
/// <param name="options">How many idle ones stay, and the clock.</param>
/// <param name="judge">As in <see cref="Session"/>.</param>
internal sealed class SessionCache(
    IJournal journal,
    DueAppender appender,
    SnapshotTag tag,
    RuntimeOptions options,
    Func<ConversationId, ConversationState, JournalEntry, string?>? judge = null
)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, Slot> slots = [];
    private readonly LinkedList<ConversationId> idle = [];
    private long idleBytes;
    private long erasures;

    /// <summary>
    /// Takes the conversation for one turn. Nobody else gets it until it is given back. It has what it had when it was given back last:
    /// what came since is for the caller to load.
    /// </summary>
    /// <param name="id">The conversation.</param>
    /// <param name="busy">Called if the conversation is in use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Session> TakeAsync(ConversationId id, Action? busy, CancellationToken cancellationToken)
    {
        while (true)
        {
            var slot = Enter(id);
            try
            {
                var free = slot.Session.Gate.WaitAsync(cancellationToken);
                if (!free.IsCompleted)
                    busy?.Invoke();
                await free.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Leave(id, slot);
                throw;
            }

            if (!slot.IsDropped)
                return slot.Session;
            slot.Session.Gate.Release();
            Leave(id, slot);
        }
    }

    /// <summary>The conversation, if it is in memory. Somebody may be using it.</summary>
    public Session? Find(ConversationId id)
    {
        lock (gate)
            return slots.GetValueOrDefault(id)?.Session;
    }

    /// <summary>The conversations in memory that nobody uses at the moment.</summary>
    public IReadOnlyList<Session> Idle
    {
        get
        {
            lock (gate)
                return [.. idle.Select(id => slots[id].Session)];
        }
    }

    /// <summary>
    /// Removes what nobody uses from memory when the store has erased something since: it may be what was erased. What is in use is read
    /// again by who uses it next.
    /// </summary>
    /// <param name="count">How many erasures the store has had.</param>
    public void ForgetBefore(long count)
    {
        if (Volatile.Read(ref erasures) >= count)
            return;
        lock (gate)
        {
            erasures = count;
            foreach (var id in idle)
                slots.Remove(id);
            idle.Clear();
            idleBytes = 0;
        }
    }

    /// <summary>Gives the conversation back.</summary>
    /// <param name="session">The session from <see cref="TakeAsync"/>.</param>
    /// <param name="isSound">Whether it matches the journal. If not, it is dropped and read again next time.</param>
    public void GiveBack(Session session, bool isSound)
    {
        Slot slot;
        lock (gate)
            slot = slots[session.Id];
        slot.IsDropped |= !isSound;
        session.Committed = null;
        session.Gate.Release();
        Leave(session.Id, slot);
    }

    private Slot Enter(ConversationId id)
    {
        lock (gate)
        {
            if (!slots.TryGetValue(id, out var slot))
                slots.Add(
                    id,
                    slot = new Slot(
                        new Session(
                            id,
                            journal,
                            appender,
                            new SessionMemory(journal, tag),
                            options.TimeProvider,
                            judge,
                            options.CountTokens
                        )
                    )
                );
            slot.Users++;
            if (slot.Idle is { } node)
            {
                idle.Remove(node);
                slot.Idle = null;
                idleBytes -= slot.Bytes;
            }

            return slot;
        }
    }

    private void Leave(ConversationId id, Slot slot)
    {
        lock (gate)
        {
            slot.Users--;
            if (slot.IsDropped)
            {
                if (slots.TryGetValue(id, out var current) && current == slot)
                    slots.Remove(id);
                return;
            }

            if (slot.Users > 0)
                return;
            slot.Idle = idle.AddLast(id);
            slot.Bytes = slot.Session.Bytes;
            idleBytes += slot.Bytes;
            while (idleBytes > options.CachedBytes && idle.First is { } oldest)
            {
                idle.RemoveFirst();
                idleBytes -= slots[oldest.Value].Bytes;
                slots.Remove(oldest.Value);
            }
        }
    }

    private sealed class Slot(Session session)
    {
        public Session Session { get; } = session;

        public int Users { get; set; }

        public bool IsDropped { get; set; }

        public LinkedListNode<ConversationId>? Idle { get; set; }

        public long Bytes { get; set; }
    }
}
