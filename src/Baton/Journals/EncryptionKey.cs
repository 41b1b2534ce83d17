using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Baton.Journals;

/// <summary>
/// A key with which a store encrypts content, by AES-256-GCM. The host makes it and keeps it; a store keeps its id beside what it
/// encrypted.
/// </summary>
public sealed partial class EncryptionKey
{
    /// <summary>How many bytes a key has.</summary>
    public const int Bytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] secret;

    /// <summary>Creates a key.</summary>
    /// <param name="id">1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; it stands in the store in the clear. Another key never
    /// gets the same id.</param>
    /// <param name="secret">32 random bytes.</param>
    /// <exception cref="ArgumentException">The id or the key has another form.</exception>
    public EncryptionKey(string id, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Form().IsMatch(id))
            throw new ArgumentException($"'{id}' is not the id of a key: use 1 to 64 letters, digits, '-', '_' and '.'.", nameof(id));
        if (secret.Length != Bytes)
            throw new ArgumentException($"The key '{id}' has {secret.Length} bytes: use {Bytes} random bytes.", nameof(secret));
        Id = id;
        this.secret = secret.ToArray();
    }

    /// <summary>The key's name, which is no secret.</summary>
    public string Id { get; }

    /// <summary>Encrypts content under a nonce of its own.</summary>
    /// <param name="content">What nobody may read without the key.</param>
    /// <param name="place">Where it will stand. It can be decrypted only there.</param>
    /// <returns>The nonce, the tag and what was encrypted.</returns>
    public byte[] Seal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> place)
    {
        var sealedContent = new byte[NonceBytes + TagBytes + content.Length];
        var nonce = sealedContent.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(secret, TagBytes);
        cipher.Encrypt(nonce, content, sealedContent.AsSpan(NonceBytes + TagBytes), sealedContent.AsSpan(NonceBytes, TagBytes), place);
        return sealedContent;
    }

    /// <summary>
    /// Decrypts what <see cref="Seal"/> encrypted; null if it was changed, stood elsewhere or was encrypted with another key.
    /// </summary>
    /// <param name="sealedContent">What <see cref="Seal"/> returned.</param>
    /// <param name="place">Where it stands.</param>
    public byte[]? Open(ReadOnlySpan<byte> sealedContent, ReadOnlySpan<byte> place)
    {
        if (sealedContent.Length < NonceBytes + TagBytes)
            return null;
        var content = new byte[sealedContent.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(secret, TagBytes);
        try
        {
            cipher.Decrypt(
                sealedContent[..NonceBytes],
                sealedContent[(NonceBytes + TagBytes)..],
                sealedContent.Slice(NonceBytes, TagBytes),
                content,
                place
            );
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The id, never the key.</summary>
    public override string ToString() => Id;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
