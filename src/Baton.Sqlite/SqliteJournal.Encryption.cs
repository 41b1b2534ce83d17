namespace Baton.Sqlite;

// Content encrypted in the file.
public sealed partial class SqliteJournal
{
    /// <summary>
    /// Encrypts with the current key all that is in the file, of every tenant, unencrypted or under earlier keys. Others may use the file
    /// meanwhile. If it is cut off, what is done stays done: run it again.
    /// </summary>
    /// <exception cref="InvalidOperationException">The journal was opened without keys.</exception>
    /// <exception cref="Journals.JournalException">Others read or write for too long (<see cref="Journals.JournalFault.Busy"/>), or the
    /// store may only be read.</exception>
    public async Task<StoreEncryption> EncryptAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await Task.Run(() => new Encrypter(open.Store).Run(cancellationToken), CancellationToken.None).ConfigureAwait(false);
    }
}
