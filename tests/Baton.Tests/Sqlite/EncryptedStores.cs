using System.Text;
using Baton.Journals;
using Baton.Sqlite;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

/// <summary>Keys for tests, and what the files of a store hold.</summary>
internal static class EncryptedStores
{
    public static readonly EncryptionKey First = KeyOf("first", 1);
    public static readonly EncryptionKey Second = KeyOf("second", 2);

    public static EncryptionKey KeyOf(string id, byte seed) =>
        new(id, [.. Enumerable.Range(seed, EncryptionKey.Bytes).Select(i => (byte)(i * 7))]);

    /// <summary>Opens the store with keys, the current one first.</summary>
    public static SqliteJournal OpenWith(this TemporaryFolder folder, params EncryptionKey[] keys) =>
        SqliteJournal.Open(
            folder.Store,
            new SqliteJournalOptions { Encryption = new EncryptionKeys(keys[0], keys[1..]), BusyTimeout = TimeSpan.FromMilliseconds(500) }
        );

    /// <summary>The words that stand in a file of the folder as they are, also those in its free pages.</summary>
    public static IEnumerable<string> Readable(this TemporaryFolder folder, IEnumerable<string> words)
    {
        var files = Directory.GetFiles(folder.Path).Select(ReadShared).ToList();
        return words.Where(word => files.Exists(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0));
    }

    public static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
