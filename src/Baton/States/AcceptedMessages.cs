using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Baton.States;

/// <summary>
/// The messages that a conversation accepted, so that one sent twice counts once (rule 2). The newest are kept with their entries. Of the
/// rest, once forgotten, only fingerprints are kept: they tell a new message from one that may be old. Immutable.
/// </summary>
internal sealed class AcceptedMessages
{
    /// <summary>No message yet.</summary>
    public static readonly AcceptedMessages None = new(ImmutableDictionary<MessageId, long>.Empty, []);

    private readonly ImmutableDictionary<MessageId, long> known;
    private readonly ImmutableArray<long> forgotten;

    private AcceptedMessages(ImmutableDictionary<MessageId, long> known, ImmutableArray<long> forgotten) =>
        (this.known, this.forgotten) = (known, forgotten);

    /// <summary>The messages that are in memory with their entries.</summary>
    public IReadOnlyDictionary<MessageId, long> Known => known;

    /// <summary>The fingerprints of the rest, in their order.</summary>
    public ImmutableArray<long> Forgotten => forgotten;

    /// <summary>The sequence number of a message's entry.</summary>
    public long this[MessageId message] => Find(message) ?? throw new KeyNotFoundException($"There is no message {message}.");

    /// <summary>Messages as a snapshot has them.</summary>
    public static AcceptedMessages Of(IEnumerable<KeyValuePair<MessageId, long>> known, ImmutableArray<long> forgotten) =>
        new(known.ToImmutableDictionary(), forgotten);

    /// <summary>The sequence number of a message's entry; null if it was not accepted.</summary>
    /// <exception cref="PastNotLoadedException">It may be one of those that were forgotten.</exception>
    public long? Find(MessageId message)
    {
        if (known.TryGetValue(message, out var seq))
            return seq;
        return !forgotten.IsEmpty && forgotten.BinarySearch(Fingerprint(message)) >= 0
            ? throw new PastNotLoadedException($"Message {message}")
            : null;
    }

    /// <summary>These and one more.</summary>
    public AcceptedMessages With(MessageId message, long seq) => new(known.SetItem(message, seq), forgotten);

    /// <summary>The same with the entries of the newest alone.</summary>
    /// <param name="most">How many.</param>
    public AcceptedMessages Newest(int most)
    {
        if (known.Count <= most)
            return this;
        var ordered = known.OrderBy(message => message.Value).ToList();
        var old = ordered[..^most];
        return new(
            known.RemoveRange(old.Select(message => message.Key)),
            [.. forgotten.Concat(old.Select(message => Fingerprint(message.Key))).Order()]
        );
    }

    private static long Fingerprint(MessageId message)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(message.Value), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
