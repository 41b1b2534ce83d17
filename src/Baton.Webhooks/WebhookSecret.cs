using System.Security.Cryptography;

namespace Baton.Webhooks;

/// <summary>A key that two sides share, as Standard Webhooks writes it: <c>whsec_</c> and the key's bytes in base64.</summary>
internal sealed class WebhookSecret
{
    private const string Prefix = "whsec_";

    // The specification's bounds.
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    private readonly byte[] key;

    private WebhookSecret(byte[] key) => this.key = key;

    /// <summary>What is expected of a secret, for messages: no message ever has the secret itself.</summary>
    public static readonly string Form = $"'{Prefix}' and {ShortestKey} to {LongestKey} bytes in base64";

    /// <summary>
    /// Reads one secret, or several with spaces between them: the first is the newest, and all of them count while they are exchanged.
    /// </summary>
    /// <returns>The secrets; none when one of them cannot be read.</returns>
    public static IReadOnlyList<WebhookSecret> ReadAll(string? text)
    {
        var secrets = new List<WebhookSecret>();
        foreach (var word in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Read(word) is not { } secret)
                return [];
            secrets.Add(secret);
        }

        return secrets;
    }

    /// <summary>The HMAC-SHA256 of something signed.</summary>
    public byte[] HashOf(ReadOnlySpan<byte> content) => HMACSHA256.HashData(key, content);

    private static WebhookSecret? Read(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length is >= ShortestKey and <= LongestKey
            ? new WebhookSecret(key[..length])
            : null;
    }
}
