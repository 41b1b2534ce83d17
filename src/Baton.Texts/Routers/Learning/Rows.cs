using Baton.Texts.Routers.Features;

namespace Baton.Texts.Routers.Learning;

/// <summary>Sparse vectors in one piece of memory.</summary>
internal sealed class Rows
{
    private readonly List<int> starts = [0];
    private readonly List<int> wordEnds = [];
    private readonly List<int> features = [];
    private readonly List<float> values = [];

    /// <summary>How many rows there are.</summary>
    public int Count => wordEnds.Count;

    /// <summary>The features of a row.</summary>
    public ReadOnlySpan<int> Features(int row) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(features)[starts[row]..starts[row + 1]];

    /// <summary>Their values.</summary>
    public ReadOnlySpan<float> Values(int row) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values)[starts[row]..starts[row + 1]];

    /// <summary>How many of the first features of a row are words.</summary>
    public int Words(int row) => wordEnds[row];

    /// <summary>Adds a text.</summary>
    public void Add(TextVector vector)
    {
        features.AddRange(vector.Features);
        values.AddRange(vector.Values);
        wordEnds.Add(vector.WordFeatures);
        starts.Add(features.Count);
    }
}
