namespace Baton.Simulation.Worlds;

/// <summary>Numbers that a seed decides: SplitMix64 (Steele, Lea and Flood, 2014), the same on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var bits = state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A whole number from 0 to one below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>A whole number from the least to the most.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in that many of a hundred cases.</summary>
    public bool Percent(int share) => Below(100) < share;

    /// <summary>One of these.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>Each of these with that chance in a hundred.</summary>
    public List<T> Some<T>(int share, params IEnumerable<T> choices) => [.. choices.Where(_ => Percent(share))];

    /// <summary>A number from 0 up to 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));
}
