namespace Baton.Sqlite;

/// <summary>A batch's key: the conversation's number times 2^32, plus the number of the batch's last entry.</summary>
internal static class Place
{
    public const long MaxSeq = uint.MaxValue;

    public static long Of(long conversation, long lastSeq) => (conversation << 32) + Math.Min(lastSeq, MaxSeq);

    public static long SeqOf(long place) => place & MaxSeq;
}
