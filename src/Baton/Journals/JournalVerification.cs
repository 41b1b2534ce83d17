namespace Baton.Journals;

/// <summary>What checking a conversation's hash chain found.</summary>
/// <param name="Entries">How many entries are whole, from the first on.</param>
/// <param name="Head">The hash after the last whole entry as lower-case hexadecimal; empty for an unknown conversation.</param>
/// <param name="BrokenAt">The sequence number from which the chain no longer fits, or null when it is whole.</param>
/// <param name="Problem">What is wrong there, in a sentence.</param>
public sealed record JournalVerification(long Entries, string Head, long? BrokenAt = null, string? Problem = null)
{
    /// <summary>Whether the chain is whole.</summary>
    public bool IsWhole => BrokenAt is null;
}
