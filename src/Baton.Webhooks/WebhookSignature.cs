using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Webhooks;

/// <summary>
/// Signs and verifies messages by Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): the
/// signature <c>v1</c> is the HMAC-SHA256 of <c>id.timestamp.body</c>, and a header may carry several, so that secrets can be exchanged.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far a message's time may be from ours: what is older may be a replay.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1,";
    private const int LongestId = 256;

    // More than any exchange of secrets needs, and too few to be worth sending for the work that they make.
    private const int MostSignatures = 16;

    /// <summary>The headers of a message: one signature for each secret.</summary>
    /// <param name="id">The message's id: the same for every attempt to deliver it. It holds no full stop.</param>
    /// <param name="at">When this attempt is made.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="secrets">The secrets, at least one.</param>
    public static IEnumerable<KeyValuePair<string, string>> Headers(
        string id,
        DateTimeOffset at,
        byte[] body,
        IReadOnlyList<WebhookSecret> secrets
    )
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = Content(id, timestamp, body);
        return
        [
            new(IdHeader, id),
            new(TimestampHeader, timestamp),
            new(SignatureHeader, string.Join(' ', secrets.Select(secret => Version + Convert.ToBase64String(secret.HashOf(content))))),
        ];
    }

    /// <summary>Says what is wrong with a message, or null when it is what one of the secrets signed, just now.</summary>
    public static string? Check(
        string? id,
        string? timestamp,
        string? signature,
        byte[] body,
        DateTimeOffset now,
        IReadOnlyList<WebhookSecret> secrets
    )
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
            return $"the headers {IdHeader}, {TimestampHeader} and {SignatureHeader} are needed";
        if (id.Length > LongestId || id.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || id.Contains('.', StringComparison.Ordinal))
            return $"{IdHeader} has 1 to {LongestId} printable ASCII characters and no full stop";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return $"{TimestampHeader} is a whole number of seconds since 1970";
        if (Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) > (decimal)Tolerance.TotalSeconds)
            return $"{TimestampHeader} is more than {Tolerance.TotalMinutes:0} minutes from now";
        var given = signature.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (given.Length > MostSignatures)
            return $"{SignatureHeader} has more than {MostSignatures} signatures";
        var content = Content(id, timestamp, body);
        var isSigned = false;
        foreach (var hash in secrets.Select(secret => secret.HashOf(content)))
        {
            foreach (var one in given)
                isSigned |= Matches(one, hash);
        }

        return isSigned ? null : $"no signature of {SignatureHeader} is right";
    }

    // In constant time, so that no answer tells how much of a forgery was right.
    private static bool Matches(string signature, byte[] hash)
    {
        Span<byte> given = stackalloc byte[hash.Length];
        return signature.StartsWith(Version, StringComparison.Ordinal)
            && Convert.TryFromBase64String(signature[Version.Length..], given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], hash);
    }

    private static byte[] Content(string id, string timestamp, byte[] body) => [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
}
