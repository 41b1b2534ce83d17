namespace Baton.Sqlite;

/// <summary>What <see cref="SqliteJournal.EncryptAsync"/> did.</summary>
/// <param name="Encrypted">How many contents it encrypted.</param>
/// <param name="Keys">The ids of the keys that the file still needs: only the current one, unless another process wrote with an earlier key
/// in the meantime, or something that is damaged could not be decrypted.</param>
public sealed record StoreEncryption(long Encrypted, IReadOnlyList<string> Keys);
