using System.Buffers.Text;
using System.Text;
using Baton.Journals;

namespace Baton.Sqlite;

/// <summary>
/// Encrypted content as a column has it: a mark, the id of the key, and what <see cref="EncryptionKey.Seal"/> made; in a text column as
/// Base64. Nothing that Baton writes unencrypted begins with the mark: JSON does not, and a hash has 32 bytes.
/// </summary>
internal static class SealedContent
{
    private const byte Colon = (byte)':';

    private static ReadOnlySpan<byte> Mark => "sealed:"u8;

    /// <summary>What everything begins with that was encrypted with a key.</summary>
    public static byte[] Prefix(string keyId) => [.. Mark, .. Encoding.ASCII.GetBytes(keyId), Colon];

    public static byte[] Seal(EncryptionKey key, ReadOnlySpan<byte> content, in ContentCell cell)
    {
        var bytes = key.Seal(content, cell.Name());
        var prefix = Prefix(key.Id);
        if (!cell.Column.IsText)
            return [.. prefix, .. bytes];
        var text = new byte[prefix.Length + Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        prefix.CopyTo(text, 0);
        Base64.EncodeToUtf8(bytes, text.AsSpan(prefix.Length), out _, out _);
        return text;
    }

    /// <summary>The id of the key; null if it is not encrypted.</summary>
    public static string? KeyIdOf(ReadOnlySpan<byte> stored)
    {
        if (!stored.StartsWith(Mark))
            return null;
        var rest = stored[Mark.Length..];
        var end = rest.IndexOf(Colon);
        return end < 0 ? "" : Encoding.UTF8.GetString(rest[..end]);
    }

    /// <summary>Decrypts it; null if it is damaged, from another place or encrypted with another key of that id.</summary>
    public static byte[]? Open(EncryptionKey key, ReadOnlySpan<byte> stored, in ContentCell cell)
    {
        var bytes = stored[(Mark.Length + key.Id.Length + 1)..];
        if (!cell.Column.IsText)
            return key.Open(bytes, cell.Name());
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(bytes.Length)];
        return Base64.DecodeFromUtf8(bytes, decoded, out _, out var length) == System.Buffers.OperationStatus.Done
            ? key.Open(decoded.AsSpan(0, length), cell.Name())
            : null;
    }
}
