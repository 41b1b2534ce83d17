namespace Baton.Journals;

/// <summary>
/// What a conversation had come to at one of its entries, so that whoever wakes it reads only what came since. The entries stay the truth:
/// a snapshot that is lost or thrown away costs time and nothing else.
/// </summary>
/// <param name="Version">The sequence number of the last entry that it covers.</param>
/// <param name="ReadFrom">The first entry that must be read beside it; at most <paramref name="Version"/> + 1.</param>
/// <param name="Body">Its content, which only the version of Baton that wrote it reads.</param>
public sealed record JournalSnapshot(long Version, long ReadFrom, ReadOnlyMemory<byte> Body);
