namespace Baton.Texts.Routers.Features;

/// <summary>Counts the texts that contain each feature.</summary>
internal sealed class FeatureFrequency
{
    private int[] frequency = new int[1024];
    private int[] last = new int[1024];
    private int texts;

    /// <summary>Begins a text.</summary>
    public void Begin() => texts++;

    /// <summary>Counts a feature of the text, once.</summary>
    public void Count(int feature)
    {
        if (feature >= frequency.Length)
        {
            Array.Resize(ref frequency, 2 * feature);
            Array.Resize(ref last, 2 * feature);
        }

        if (last[feature] == texts)
            return;
        last[feature] = texts;
        frequency[feature]++;
    }

    /// <summary>The inverse document frequency of the first <paramref name="count"/> features: ln((1 + n) / (1 + df)) + 1.</summary>
    public float[] Rarity(int count)
    {
        var rarity = new float[count];
        for (var feature = 0; feature < count; feature++)
            rarity[feature] = (float)(ExactMath.Log((1.0 + texts) / (1.0 + frequency[feature])) + 1);
        return rarity;
    }
}
