namespace Baton.Routers.Texts;

/// <summary>The features that examples have, with how rare each is: an open hash table that is written once and then only read.</summary>
internal sealed class Vocabulary
{
    private readonly ulong[] keys;
    private readonly int[] places;
    private readonly int mask;

    private Vocabulary(ulong[] features, float[] rarity)
    {
        Features = features;
        Rarity = rarity;
        var size = 16;
        while (size < 2 * features.Length)
            size *= 2;
        mask = size - 1;
        keys = new ulong[size];
        places = new int[size];
        for (var id = 0; id < features.Length; id++)
        {
            var slot = Slot(features[id]);
            keys[slot] = features[id];
            places[slot] = id + 1;
        }
    }

    /// <summary>The hash of each feature.</summary>
    public ulong[] Features { get; }

    /// <summary>The inverse document frequency of each feature: ln((1 + n) / (1 + df)) + 1.</summary>
    public float[] Rarity { get; }

    /// <summary>How many features there are.</summary>
    public int Count => Features.Length;

    /// <summary>The number of a feature, or -1.</summary>
    public int Find(ulong feature) => places[Slot(feature)] - 1;

    /// <summary>Writes the vocabulary.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        foreach (var feature in Features)
            writer.Write(feature);
        foreach (var rarity in Rarity)
            writer.Write(rarity);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Vocabulary Read(BinaryReader reader)
    {
        var features = new ulong[reader.ReadInt32()];
        for (var id = 0; id < features.Length; id++)
            features[id] = reader.ReadUInt64();
        var rarity = new float[features.Length];
        for (var id = 0; id < rarity.Length; id++)
            rarity[id] = reader.ReadSingle();
        return new(features, rarity);
    }

    /// <summary>All features of some texts, in the order in which they first occur.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="background">
    /// Texts about anything: they bring no features, but what is common in them is not rare, which a handful of texts cannot tell.
    /// </param>
    public static Vocabulary Learn(IEnumerable<string> texts, IEnumerable<string> background)
    {
        var reader = new FeatureReader();
        var found = new Dictionary<ulong, int>();
        List<ulong> features = [];
        List<int> frequency = [], last = [];
        var count = 0;
        foreach (var text in texts)
        {
            count++;
            reader.Read(text);
            Add(reader.Words);
            Add(reader.Pieces);
        }

        foreach (var text in background)
        {
            count++;
            reader.Read(text);
            Count(reader.Words);
            Count(reader.Pieces);
        }

        var rarity = new float[features.Count];
        for (var id = 0; id < rarity.Length; id++)
            rarity[id] = (float)(ExactMath.Log((1.0 + count) / (1.0 + frequency[id])) + 1);
        return new([.. features], rarity);

        void Add(List<ulong> read)
        {
            foreach (var feature in read)
            {
                if (!found.TryGetValue(feature, out var id))
                {
                    found.Add(feature, id = features.Count);
                    features.Add(feature);
                    frequency.Add(0);
                    last.Add(0);
                }

                CountOnce(id);
            }
        }

        void Count(List<ulong> read)
        {
            foreach (var feature in read)
            {
                if (found.TryGetValue(feature, out var id))
                    CountOnce(id);
            }
        }

        void CountOnce(int id)
        {
            if (last[id] == count)
                return;
            last[id] = count;
            frequency[id]++;
        }
    }

    private int Slot(ulong feature)
    {
        var slot = (int)feature & mask;
        while (places[slot] != 0 && keys[slot] != feature)
            slot = (slot + 1) & mask;
        return slot;
    }
}
