using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>Where a conversation's journal ends.</summary>
/// <param name="Key">The conversation's number in the store.</param>
/// <param name="Version">The last entry's sequence number.</param>
/// <param name="Hash">The hash after it.</param>
/// <param name="Lease">Who works on the conversation; null if nobody does.</param>
/// <param name="HasInbox">Whether messages wait for that one.</param>
internal sealed record Head(long Key, long Version, byte[] Hash, Lease? Lease, bool HasInbox);
