using System.Security.Cryptography;
using System.Text;

namespace Baton.Journals;

/// <summary>
/// The chain that makes a journal tamper-evident: each entry's hash covers the hash before it and the entry's line, and the first covers
/// the conversation's id. Entries are hashed one by one, so the same entries have the same head however they were appended.
/// </summary>
public static class HashChain
{
    /// <summary>The length of a hash in bytes (SHA-256).</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const int SmallLine = 4096;

    /// <summary>The hash before the first entry: of <c>baton-journal:</c> and the conversation's id.</summary>
    public static byte[] Start(ConversationId conversation) => SHA256.HashData(Encoding.UTF8.GetBytes("baton-journal:" + conversation.Value));

    /// <summary>Replaces the hash before an entry with the hash after it.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <param name="line">The entry as <see cref="JournalCodec.Write"/> writes it.</param>
    public static void Extend(Span<byte> hash, ReadOnlySpan<byte> line)
    {
        if (line.Length <= SmallLine)
        {
            // One call of the hash function is several times faster than the three of an incremental hash.
            Span<byte> whole = stackalloc byte[HashBytes + SmallLine];
            hash.CopyTo(whole);
            line.CopyTo(whole[HashBytes..]);
            SHA256.HashData(whole[..(HashBytes + line.Length)], hash);
            return;
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(hash);
        sha.AppendData(line);
        sha.GetHashAndReset(hash);
    }
}
