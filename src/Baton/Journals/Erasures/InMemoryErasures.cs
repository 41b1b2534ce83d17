namespace Baton.Journals.Erasures;

/// <summary>The erasures of a journal in memory.</summary>
internal sealed class InMemoryErasures
{
    private readonly Lock gate = new();
    private readonly List<Erasure> all = [];

    private long count;

    public long Count => Volatile.Read(ref count);

    public Erasure[] All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    public Erasure Add(ErasureNote note, IReadOnlyList<ErasedConversation> erased)
    {
        lock (gate)
        {
            var erasure = Erasure.Of(all.Count + 1, note, erased);
            all.Add(erasure);
            Volatile.Write(ref count, all.Count);
            return erasure;
        }
    }
}
