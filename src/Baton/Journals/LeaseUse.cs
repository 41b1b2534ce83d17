namespace Baton.Journals;

/// <summary>What an append does with the lease of its conversation, in the same transaction.</summary>
/// <param name="Lease">The caller's lease.</param>
/// <param name="After">What becomes of the lease.</param>
public readonly record struct LeaseUse(Lease Lease, LeaseAfter After)
{
    /// <summary>
    /// Whether the caller took the lease before. Then the append is refused unless the caller still has it. Default: false, and the append
    /// is refused if another has it.
    /// </summary>
    public bool IsHeld { get; init; }

    /// <summary>The lease of a dead process, which the caller's replaces. Default: none.</summary>
    public Lease? Instead { get; init; }

    /// <summary>
    /// Whether a lease that the caller has gets its new beat, so that nobody takes it over who saw the old one. Appended entries need none:
    /// the version tells. Default: false.
    /// </summary>
    public bool Renews { get; init; }

    /// <summary>Whether a store may append. Every store asks this within the transaction.</summary>
    /// <param name="use">What the append does with the lease; null if it has none, and is then refused if anybody has it.</param>
    /// <param name="current">The lease of the conversation; null if nobody has it.</param>
    public static bool Allows(LeaseUse? use, Lease? current) =>
        use switch
        {
            null => current is null,
            { IsHeld: true, Lease.Owner: var owner } => current?.Owner == owner,
            { Lease.Owner: var owner, Instead: var dead } => current is not { } held || held.Owner == owner || held == dead,
        };

    /// <summary>The lease after an append that was allowed; null if nobody has it then.</summary>
    /// <param name="current">The lease before.</param>
    /// <param name="hasInbox">Whether messages wait in the inbox of the conversation after the append.</param>
    public Lease? Following(Lease? current, bool hasInbox) =>
        After == LeaseAfter.Left || (After == LeaseAfter.GivenBack && !hasInbox) ? null
        : current is { } held && held.Owner == Lease.Owner && !Renews ? held
        : Lease;
}

/// <summary>What becomes of a lease after an append.</summary>
public enum LeaseAfter
{
    /// <summary>The work goes on, and the lease is kept.</summary>
    Kept,

    /// <summary>The work is done, and the lease is given back. It is kept all the same if messages wait in the inbox.</summary>
    GivenBack,

    /// <summary>The work stops where it is, and the lease is given back. Another process goes on.</summary>
    Left,
}
