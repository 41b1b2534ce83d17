namespace Baton.Journals;

/// <summary>The result of checking a conversation's hash chain.</summary>
/// <param name="Entries">The number of intact entries, from the first on.</param>
/// <param name="Head">The hash after the last intact entry in lower-case hexadecimal; empty for an unknown conversation.</param>
/// <param name="BrokenAt">The sequence number from which the chain no longer matches; null if it is intact.</param>
/// <param name="Problem">What is wrong there, in a sentence.</param>
public sealed record JournalVerification(long Entries, string Head, long? BrokenAt = null, string? Problem = null)
{
    /// <summary>Whether the chain is intact.</summary>
    public bool IsWhole => BrokenAt is null;
}
