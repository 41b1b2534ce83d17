using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Baton.Teams.Rules;

namespace Baton.States;

/// <summary>How often the things happened that rules count. Immutable.</summary>
internal readonly record struct RuleCounts
{
    /// <summary>Nothing happened yet.</summary>
    public static readonly RuleCounts None = new([]);

    private static readonly RuleCount[] All = Enum.GetValues<RuleCount>();

    private readonly ImmutableArray<int> times;

    private RuleCounts(ImmutableArray<int> times) => this.times = times;

    /// <summary>How often this happened.</summary>
    public int this[RuleCount count] => times.IsEmpty ? 0 : times[(int)count];

    /// <summary>The counts after this happened once more.</summary>
    public RuleCounts With(RuleCount count)
    {
        var after = new int[All.Length];
        times.CopyTo(after);
        after[(int)count]++;
        return new RuleCounts(ImmutableCollectionsMarshal.AsImmutableArray(after));
    }

    /// <summary>These counts, as a snapshot has them.</summary>
    public static RuleCounts Of(IReadOnlyDictionary<RuleCount, int>? counts)
    {
        if (counts is null or { Count: 0 })
            return None;
        var times = new int[All.Length];
        foreach (var (count, often) in counts)
            times[(int)count] = often;
        return new([.. times]);
    }

    /// <summary>What happened at least once, for conditions in code.</summary>
    public IReadOnlyDictionary<RuleCount, int> ToDictionary()
    {
        var counts = new Dictionary<RuleCount, int>();
        foreach (var count in All)
        {
            if (this[count] > 0)
                counts.Add(count, this[count]);
        }

        return counts;
    }
}
