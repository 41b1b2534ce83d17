using Baton.Journals;
using Baton.Sqlite;
using Baton.Testing.Journals;
using Baton.Tests.Journals;

namespace Baton.Tests.Sqlite;

public sealed class SqliteFaultTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConversationId conversation = ConversationId.New();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_full_disk_is_named_and_what_was_acknowledged_stays()
    {
        var acknowledged = 0;
        await using (var journal = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { MaximumBytes = 100_000 }))
        {
            var text = new string('x', 5000);
            var fault = await Assert.ThrowsAsync<JournalException>(async () =>
            {
                for (; acknowledged < 1000; acknowledged++)
                    await journal.AppendAsync(conversation, acknowledged, SampleEntries.Messages(acknowledged + 1, 1, text), due: null);
            });
            Assert.Equal(JournalFault.Full, fault.Fault);
            Assert.Contains(folder.Store, fault.Message, StringComparison.Ordinal);
            Assert.InRange(acknowledged, 5, 25);
            Assert.Equal(acknowledged, (await journal.ReadAllAsync(conversation)).Count);
        }

        await using var roomier = SqliteJournal.Open(folder.Store);
        Assert.Equal(acknowledged, (await roomier.ReadAllAsync(conversation)).Count);
        await roomier.AppendMessagesAsync(conversation, acknowledged + 1, 1);
        Assert.True((await roomier.VerifyAsync(conversation)).IsWhole);
    }

    [Fact]
    public async Task After_an_append_that_finds_no_room_a_smaller_one_succeeds()
    {
        await using var journal = SqliteJournal.Open(folder.Store, new SqliteJournalOptions { MaximumBytes = 100_000 });
        await journal.AppendMessagesAsync(conversation, 1, 1);

        var fault = await JournalReading.RefusalAsync(() => journal.AppendMessagesAsync(conversation, 2, 1, new string('x', 200_000)));
        await journal.AppendMessagesAsync(conversation, 2, 1);

        Assert.Equal(JournalFault.Full, fault.Fault);
        await journal.AssertHoldsMessagesAsync(conversation, 2);
    }

    [Fact]
    public async Task A_store_held_by_another_process_is_busy_until_it_lets_go()
    {
        await using var journal = SqliteJournal.Open(
            folder.Store,
            new SqliteJournalOptions { BusyTimeout = TimeSpan.FromMilliseconds(30) }
        );
        await journal.AppendMessagesAsync(conversation, 1, 1);
        using var other = new StoreFile(folder.Store);
        other.Execute("BEGIN IMMEDIATE");

        var appends = Enumerable
            .Range(0, 5)
            .Select(i => JournalReading.RefusalAsync(() => journal.AppendMessagesAsync(new ConversationId($"c{i}"), 1, 1)));
        var faults = await Task.WhenAll(appends);
        Assert.Single(await journal.ReadAllAsync(conversation));
        other.Execute("ROLLBACK");
        await journal.AppendMessagesAsync(conversation, 2, 1);

        Assert.All(faults, fault => Assert.Equal(JournalFault.Busy, fault.Fault));
        Assert.All(faults, fault => Assert.Contains(folder.Store, fault.Message, StringComparison.Ordinal));
        await journal.AssertHoldsMessagesAsync(conversation, 2);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_and_left_as_it_is()
    {
        var garbage = Enumerable.Range(0, 10_000).Select(i => (byte)(i * 31)).ToArray();
        File.WriteAllBytes(folder.Store, garbage);

        var fault = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store));

        Assert.Equal(JournalFault.Corrupt, fault.Fault);
        Assert.Contains(folder.Store, fault.Message, StringComparison.Ordinal);
        Assert.Equal(garbage, File.ReadAllBytes(folder.Store));
    }

    [Fact]
    public void Another_programs_database_is_refused_and_left_as_it_is()
    {
        using (var other = new StoreFile(folder.Store))
            other.Execute("CREATE TABLE theirs (x)");
        var before = File.ReadAllBytes(folder.Store);

        var fault = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store));

        Assert.Equal(JournalFault.Corrupt, fault.Fault);
        Assert.Equal(before, File.ReadAllBytes(folder.Store));
    }

    [Fact]
    public async Task A_file_cut_short_is_reported_as_damaged()
    {
        await WriteFiftyAsync();
        using (var file = File.OpenWrite(folder.Store))
            file.SetLength(file.Length / 2);

        var fault = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store));

        Assert.Equal(JournalFault.Corrupt, fault.Fault);
        Assert.Contains(folder.Store, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_to_nothing_is_no_new_store()
    {
        await WriteFiftyAsync();
        using (var file = File.OpenWrite(folder.Store))
            file.SetLength(0);

        foreach (var options in (SqliteJournalOptions[])[new() { ReadOnly = true }, new()])
        {
            var fault = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store, options));
            Assert.Equal(JournalFault.Corrupt, fault.Fault);
            Assert.Contains($"'{folder.Store}' is empty", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, new FileInfo(folder.Store).Length);
    }

    [Fact]
    public async Task A_file_that_is_gone_while_its_log_is_there_is_no_new_store()
    {
        await WriteFiftyAsync();
        File.Move(folder.Store, folder.Store + "-wal", overwrite: true);

        var fault = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store));

        Assert.Equal(JournalFault.Corrupt, fault.Fault);
        Assert.False(File.Exists(folder.Store));
    }

    [Fact]
    public async Task A_page_overwritten_in_the_file_is_reported_as_damage_by_reading_and_by_verifying()
    {
        await WriteFiftyAsync();
        using (var file = File.OpenWrite(folder.Store))
        {
            file.Position = file.Length / 8192 * 4096;
            file.Write(Enumerable.Repeat((byte)0x5a, 4096).ToArray());
        }

        await using var damaged = SqliteJournal.Open(folder.Store);
        var fault = await Assert.ThrowsAsync<JournalException>(() => damaged.ReadAllAsync(conversation));
        var found = await damaged.VerifyAsync(conversation);

        Assert.Equal(JournalFault.Corrupt, fault.Fault);
        Assert.False(found.IsWhole);
        Assert.NotNull(found.Problem);
    }

    [Fact]
    public async Task A_store_of_a_newer_format_is_refused()
    {
        await using (var journal = SqliteJournal.Open(folder.Store))
            await journal.AppendMessagesAsync(conversation, 1, 1);
        using (var newer = new StoreFile(folder.Store))
            newer.Execute("PRAGMA user_version = 4");

        var fault = Assert.Throws<JournalException>(() => SqliteJournal.Open(folder.Store));

        Assert.Equal(JournalFault.NewerFormat, fault.Fault);
        Assert.Contains(
            "was written by a newer Baton (format 4); this version reads up to format 3. Update Baton",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_store_that_a_newer_Baton_takes_over_is_not_written_any_more()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        await journal.AppendMessagesAsync(conversation, 1, 1);
        using (var newer = new StoreFile(folder.Store))
            newer.Execute("PRAGMA user_version = 4");

        var fault = await JournalReading.RefusalAsync(() => journal.AppendMessagesAsync(conversation, 2, 1));
        var again = await JournalReading.RefusalAsync(() => journal.AppendMessagesAsync(conversation, 2, 1));

        Assert.Equal(JournalFault.NewerFormat, fault.Fault);
        Assert.Equal(JournalFault.NewerFormat, again.Fault);
    }

    [Fact]
    public async Task A_closed_journal_says_so()
    {
        var journal = SqliteJournal.Open(folder.Store);
        await journal.AppendMessagesAsync(conversation, 1, 1);
        await using var follower = journal.FollowAsync(conversation, 2).GetAsyncEnumerator();
        var waiting = follower.MoveNextAsync();
        await journal.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.AppendMessagesAsync(conversation, 2, 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.ReadAllAsync(conversation));
        Assert.Equal([folder.Store], Directory.GetFiles(folder.Path));
    }

    private async Task WriteFiftyAsync()
    {
        await using var journal = SqliteJournal.Open(folder.Store);
        for (var seq = 1; seq <= 50; seq++)
            await journal.AppendMessagesAsync(conversation, seq, 1, new string('x', 2000));
    }
}
