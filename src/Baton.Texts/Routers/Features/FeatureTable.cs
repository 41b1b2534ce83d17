using System.Runtime.CompilerServices;

namespace Baton.Texts.Routers.Features;

/// <summary>
/// Numbers features in the order in which they come. An open hash table whose methods are compiled with full optimization at once, because
/// thousands of features are read in the first milliseconds.
/// </summary>
internal sealed class FeatureTable
{
    private ulong[] features = new ulong[1024];
    private int[] places = new int[4096];

    /// <summary>How many features there are.</summary>
    public int Count { get; private set; }

    /// <summary>The features by number.</summary>
    public ulong[] ToArray() => features[..Count];

    /// <summary>The number of a feature, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ulong feature) => places[Slot(feature)] - 1;

    /// <summary>The number of a feature; a new feature gets the next number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ulong feature)
    {
        var slot = Slot(feature);
        if (places[slot] > 0)
            return places[slot] - 1;
        if (Count == features.Length)
        {
            Grow();
            slot = Slot(feature);
        }

        features[Count++] = feature;
        places[slot] = Count;
        return Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        Array.Resize(ref features, 2 * features.Length);
        places = new int[4 * features.Length];
        for (var number = 0; number < Count; number++)
            places[Slot(features[number])] = number + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ulong feature)
    {
        var slot = (int)feature & (places.Length - 1);
        while (places[slot] > 0 && features[places[slot] - 1] != feature)
            slot = (slot + 1) & (places.Length - 1);
        return slot;
    }
}
