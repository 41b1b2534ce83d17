using Baton.Loopback;

namespace Baton.Bench.Faults;

/// <summary>Which request fails how: the same seed gives the same faults for each number of a provider's requests.</summary>
internal sealed class FaultMix(int seed)
{
    private static readonly (FaultKind Kind, double Share)[] Shares =
    [
        (FaultKind.RateLimited, 0.05),
        (FaultKind.Overloaded, 0.05),
        (FaultKind.Dropped, 0.03),
        (FaultKind.CutStream, 0.02),
        (FaultKind.Hang, 0.02),
        (FaultKind.MalformedCall, 0.02),
        (FaultKind.WrongReply, 0.01),
    ];

    /// <summary>How a provider answers its request of that number, from 0.</summary>
    public FaultKind For(Dialect dialect, int number)
    {
        var at = Draw((int)dialect + 1, number);
        foreach (var (kind, share) in Shares)
        {
            if (at < share)
                return kind;
            at -= share;
        }

        return FaultKind.None;
    }

    /// <summary>A number from 0 to 1 (without it) that the seed, a purpose and a place give.</summary>
    public double Draw(int purpose, int place)
    {
        // SplitMix64's finalizer (Steele, Lea and Flood, 2014): places beside each other have nothing in common.
        var bits = ((ulong)(uint)seed << 32) ^ ((ulong)(uint)purpose << 24) ^ (uint)place;
        bits += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        return (bits >> 11) * (1.0 / (1UL << 53));
    }
}
