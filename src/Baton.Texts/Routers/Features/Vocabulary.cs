namespace Baton.Texts.Routers.Features;

/// <summary>The features of the examples, with their rarity.</summary>
internal sealed class Vocabulary
{
    private readonly FeatureTable table;

    private Vocabulary(FeatureTable table, float[] rarity)
    {
        this.table = table;
        Features = table.ToArray();
        Rarity = rarity;
    }

    /// <summary>The hash of each feature.</summary>
    public ulong[] Features { get; }

    /// <summary>The inverse document frequency of each feature: ln((1 + n) / (1 + df)) + 1.</summary>
    public float[] Rarity { get; }

    /// <summary>How many features there are.</summary>
    public int Count => Features.Length;

    /// <summary>The number of a feature, or -1.</summary>
    public int Find(ulong feature) => table.Find(feature);

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
        var table = new FeatureTable();
        var rarity = new float[reader.ReadInt32()];
        foreach (ref var _ in rarity.AsSpan())
            table.Add(reader.ReadUInt64());
        foreach (ref var one in rarity.AsSpan())
            one = reader.ReadSingle();
        return new(table, rarity);
    }

    /// <summary>All features of some texts, in the order in which they first occur.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="background">Texts about anything. They add no features, but show which features are common, which a few examples
    /// cannot.</param>
    public static Vocabulary Learn(IEnumerable<string> texts, IEnumerable<string> background)
    {
        var reader = new FeatureReader();
        var table = new FeatureTable();
        var frequency = new FeatureFrequency();
        foreach (var text in texts)
        {
            frequency.Begin();
            reader.Read(text);
            Add(reader.Words);
            Add(reader.Pieces);
        }

        foreach (var text in background)
        {
            frequency.Begin();
            reader.Read(text);
            Count(reader.Words);
            Count(reader.Pieces);
        }

        return new(table, frequency.Rarity(table.Count));

        void Add(List<ulong> read)
        {
            foreach (var feature in read)
                frequency.Count(table.Add(feature));
        }

        void Count(List<ulong> read)
        {
            foreach (var feature in read)
            {
                if (table.Find(feature) is var id && id >= 0)
                    frequency.Count(id);
            }
        }
    }
}
