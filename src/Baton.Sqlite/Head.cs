namespace Baton.Sqlite;

/// <summary>Where a conversation's journal ends.</summary>
/// <param name="Key">The conversation's number in the store.</param>
/// <param name="Version">The last entry's sequence number.</param>
/// <param name="Hash">The hash after it.</param>
internal sealed record Head(long Key, long Version, byte[] Hash);
