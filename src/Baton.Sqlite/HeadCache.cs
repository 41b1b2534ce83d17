namespace Baton.Sqlite;

/// <summary>
/// The heads of the conversations written last. The writer trusts it while no other connection has committed; appenders use it only to
/// compute hashes ahead. It keeps two generations and forgets the older one, which comes close to forgetting what was used longest ago.
/// </summary>
internal sealed class HeadCache
{
    private const int Generation = 4096;
    private readonly Lock gate = new();
    private Dictionary<StoredId, Head> young = [];
    private Dictionary<StoredId, Head> old = [];

    public Head? Find(StoredId id)
    {
        lock (gate)
            return young.GetValueOrDefault(id) ?? old.GetValueOrDefault(id);
    }

    public void Keep(StoredId id, Head head)
    {
        lock (gate)
        {
            if (young.Count >= Generation)
                (old, young) = (young, []);
            young[id] = head;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            young.Clear();
            old.Clear();
        }
    }
}
