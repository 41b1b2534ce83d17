namespace Baton.Journals;

/// <summary>
/// The entries of one conversation in memory. Each has a lock of its own, so that conversations do not wait for each other.
/// </summary>
/// <param name="id">The conversation.</param>
/// <param name="waiting">What waits for a person in all conversations.</param>
/// <param name="dues">When all conversations are due.</param>
internal sealed class InMemoryConversation(ConversationId id, InMemoryWaiting waiting, InMemoryDues dues)
{
    private readonly Lock gate = new();
    private JournalEntry[] entries = [];
    private int count;
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

    /// <summary>Appends and sets the due time, or answers with the version that stands in the way.</summary>
    /// <param name="expectedVersion">The last entry that the caller knows.</param>
    /// <param name="added">The entries; none where only the due time is set.</param>
    /// <param name="due">When something falls due next; null for never.</param>
    /// <param name="lastOpened">How many conversations were opened.</param>
    public long? TryAppend(long expectedVersion, IReadOnlyList<JournalEntry> added, Due? due, ref long lastOpened)
    {
        TaskCompletionSource? follower;
        lock (gate)
        {
            if (count != expectedVersion)
                return count;
            if (entries.Length < count + added.Count)
                Array.Resize(ref entries, Math.Max(count + added.Count, Math.Max(32, entries.Length * 2)));
            for (var i = 0; i < added.Count; i++)
                entries[count + i] = added[i];
            if (count == 0 && added.Count > 0)
                Opened = Interlocked.Increment(ref lastOpened);
            count += added.Count;
            dues.Set(id, count, due);
            if (added.Count == 0)
                return null;
            waiting.Apply(id, added);
            follower = growth;
            growth = null;
        }

        follower?.SetResult();
        return null;
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
