using System.Globalization;
using Baton.Journals;
using SQLitePCL;

namespace Baton.Sqlite;

/// <summary>Says what an error of SQLite means for a journal, and what to do about it.</summary>
internal static class SqliteFaults
{
    public static JournalException From(int code, string words, string path, Exception? inner = null)
    {
        var (fault, sentence) = (code & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (
                JournalFault.Busy,
                $"The journal '{path}' is locked by another process: try again, or raise BusyTimeout"
            ),
            raw.SQLITE_FULL => (
                JournalFault.Full,
                $"There is no space left for the journal '{path}': free disk space or raise MaximumBytes, and try again"
            ),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => (
                JournalFault.ReadOnly,
                $"The journal '{path}' cannot be written: check the permissions of the file and its folder"
            ),
            raw.SQLITE_CANTOPEN => (
                JournalFault.ReadOnly,
                $"The journal '{path}' cannot be opened: check the path, and the permissions of the file and its folder"
            ),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (
                JournalFault.Corrupt,
                $"The journal '{path}' is damaged or is not a Baton journal: restore it from a backup, or name another file"
            ),
            _ => (JournalFault.Unavailable, $"The journal '{path}' failed: check its disk and try again"),
        };
        return new JournalException(fault, string.Create(CultureInfo.InvariantCulture, $"{sentence} (SQLite {code}: {words})."), inner);
    }
}
