namespace Baton.Tests.Performance;

/// <summary>
/// What one warm turn with two issues (3 handoffs, 5 model calls, 1 tool call) may cost. Whoever raises a budget says why in the commit.
/// </summary>
internal static class TurnBudget
{
    /// <summary>
    /// The bytes allocated for it in memory, with the customer's message and the models' replies. It measured 58,176 in the optimised build
    /// that <c>./test</c> makes, and 80,424 in a debug build. The runtime has compiled little of it for good by then: later it is 49,000.
    /// </summary>
#if DEBUG
    public const long Bytes = 81_500;
#else
    public const long Bytes = 58_500;
#endif

    /// <summary>The entries that it adds to the journal of a new conversation.</summary>
    public const int Entries = 27;

    /// <summary>The appends to the journal. Each waits until its entries are durable.</summary>
    public const int Appends = 1;

    /// <summary>The commits of a store on disk. Each is one sync.</summary>
    public const int Syncs = 1;
}
