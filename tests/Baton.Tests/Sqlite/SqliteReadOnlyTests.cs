using System.Runtime.Versioning;
using Baton.Journals;
using Baton.Sqlite;
using Baton.Tests.Journals;
using static System.IO.UnixFileMode;

namespace Baton.Tests.Sqlite;

[UnsupportedOSPlatform("windows")]
public sealed class SqliteReadOnlyTests : IDisposable
{
    private const UnixFileMode AllRead = UserRead | GroupRead | OtherRead;
    private const UnixFileMode AllEnter = AllRead | UserExecute | GroupExecute | OtherExecute;

    private readonly TemporaryFolder folder = new();
    private readonly ConversationId conversation = ConversationId.New();

    public void Dispose()
    {
        File.SetUnixFileMode(folder.Path, AllEnter | UserWrite);
        folder.Dispose();
    }

    [Fact]
    public async Task A_store_that_may_only_be_read_reads_and_verifies_and_refuses_appends()
    {
        await using (var journal = SqliteJournal.Open(folder.Store))
            await journal.AppendMessagesAsync(conversation, 1, 3);
        Protect();

        var fault = OtherUser.Run(() => UseAsync().GetAwaiter().GetResult());

        Assert.Equal(JournalFault.ReadOnly, fault.Fault);
        Assert.Contains(folder.Store, fault.Message, StringComparison.Ordinal);

        async Task<JournalException> UseAsync()
        {
            await using var journal = SqliteJournal.Open(folder.Store);
            await journal.AssertHoldsMessagesAsync(conversation, 3);
            return await JournalReading.RefusalAsync(() => journal.AppendMessagesAsync(conversation, 4, 1));
        }
    }

    [Fact]
    public async Task What_a_running_writer_appends_is_seen_by_one_who_may_only_read()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        await journal.AppendMessagesAsync(conversation, 1, 3);
        Protect();

        var seen = OtherUser.Run(() => ReadAsync().GetAwaiter().GetResult());

        Assert.Equal(3, seen);

        async Task<int> ReadAsync()
        {
            await using var reader = SqliteJournal.Open(folder.Store);
            return (await reader.ReadAllAsync(conversation)).Count;
        }
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_named_when_the_store_is_to_be_made_there()
    {
        File.SetUnixFileMode(folder.Path, AllEnter);

        var fault = OtherUser.Run(() => Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store)));
        var below = OtherUser.Run(() =>
            Assert.Throws<JournalException>(() => SqliteJournal.Open(Path.Combine(folder.Path, "sub", "journal.db")))
        );

        Assert.Equal(JournalFault.ReadOnly, fault.Fault);
        Assert.Contains(folder.Store, fault.Message, StringComparison.Ordinal);
        Assert.Equal(JournalFault.ReadOnly, below.Fault);
    }

    [Fact]
    public async Task A_store_opened_for_reading_only_makes_and_changes_nothing()
    {
        var options = new SqliteJournalOptions { ReadOnly = true };
        var missing = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store, options));
        Assert.Equal(JournalFault.ReadOnly, missing.Fault);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));

        await using (var journal = SqliteJournal.Open(folder.Store))
            await journal.AppendMessagesAsync(conversation, 1, 2);
        await using var reader = SqliteJournal.Open(folder.Store, options);

        await reader.AssertHoldsMessagesAsync(conversation, 2);
        var fault = await JournalReading.RefusalAsync(() => reader.AppendMessagesAsync(conversation, 3, 1));
        Assert.Equal(JournalFault.ReadOnly, fault.Fault);
    }

    [Fact]
    public async Task A_path_may_hold_letters_that_mean_something_elsewhere()
    {
        var store = Path.Combine(folder.Path, "file:a b;c?mode=memory#d%41'ü.db");
        await using (var journal = SqliteJournal.Open(store))
            await journal.AppendMessagesAsync(conversation, 1, 3);
        Protect();

        OtherUser.Run(() => ReadAsync().GetAwaiter().GetResult());

        Assert.Equal([store], Directory.GetFiles(folder.Path));

        async Task<bool> ReadAsync()
        {
            await using var journal = SqliteJournal.Open(store);
            await journal.AssertHoldsMessagesAsync(conversation, 3);
            return true;
        }
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_named()
    {
        var fault = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Path));

        Assert.Equal(JournalFault.ReadOnly, fault.Fault);
        Assert.Contains("is a folder", fault.Message, StringComparison.Ordinal);
    }

    private void Protect()
    {
        foreach (var file in Directory.GetFiles(folder.Path))
            File.SetUnixFileMode(file, AllRead);
        File.SetUnixFileMode(folder.Path, AllEnter);
    }
}
