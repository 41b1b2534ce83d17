namespace Baton.Journals;

/// <summary>The keys that a host gives to a store: the one for what is written from now on, and earlier ones to read with.</summary>
public sealed class EncryptionKeys
{
    private readonly Dictionary<string, EncryptionKey> all = new(StringComparer.Ordinal);

    /// <summary>Joins keys.</summary>
    /// <param name="current">The key for what is written.</param>
    /// <param name="earlier">Those under which something in the store may still be encrypted.</param>
    /// <exception cref="ArgumentException">Two keys have the same id.</exception>
    public EncryptionKeys(EncryptionKey current, params IReadOnlyCollection<EncryptionKey> earlier)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(earlier);
        Current = current;
        foreach (var key in earlier.Prepend(current))
        {
            if (!all.TryAdd(key.Id, key))
                throw new ArgumentException($"Two keys have the id '{key.Id}': give each key an id of its own.", nameof(earlier));
        }
    }

    /// <summary>The key for what is written.</summary>
    public EncryptionKey Current { get; }

    /// <summary>
    /// Reads keys from a text, as a file or an environment variable has them: each is an id, a colon and 32 bytes in Base64, with commas,
    /// spaces or line breaks between them. The first is the current one.
    /// </summary>
    /// <exception cref="FormatException">The text has another form. The message never holds a key.</exception>
    public static EncryptionKeys Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = new List<EncryptionKey>();
        foreach (var part in text.Split([',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            keys.Add(ReadOne(part, keys.Count + 1));
        if (keys.Count == 0)
            throw new FormatException("There is no key. " + Expected);
        try
        {
            return new EncryptionKeys(keys[0], keys[1..]);
        }
        catch (ArgumentException twice)
        {
            throw new FormatException(twice.Message, twice);
        }
    }

    /// <summary>The key with an id; null if the host did not give it.</summary>
    public EncryptionKey? Find(string id) => all.GetValueOrDefault(id);

    private const string Expected = "A key is an id, a colon and 32 bytes in Base64, such as 2026-12:mMk…=.";

    private static EncryptionKey ReadOne(string part, int number)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        Span<byte> secret = stackalloc byte[EncryptionKey.Bytes + 1];
        if (colon < 0 || !Convert.TryFromBase64Chars(part.AsSpan(colon + 1), secret, out var length) || length != EncryptionKey.Bytes)
            throw new FormatException($"Key number {number} cannot be read. {Expected}");
        try
        {
            return new EncryptionKey(part[..colon], secret[..length]);
        }
        catch (ArgumentException)
        {
            // Whoever swapped the two would find the key in the message.
            throw new FormatException($"The id of key number {number} has another form than 1 to 64 letters, digits, '-', '_' and '.'.");
        }
    }
}
